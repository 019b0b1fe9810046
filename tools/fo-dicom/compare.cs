#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false
// dotnet run tools/fo-dicom/compare.cs -- FOLDER-WITH-fo-dicom.core.dll PATH-OF-Acsa.Dicom.dll (both absolute)
// Lists what those public types that both libraries have lack in ours. fo-dicom's folder must hold what it depends on: the output of a
// build of the node with -p:DicomStack=fo-dicom does.
using System.Reflection;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: compare.cs FOLDER-WITH-fo-dicom.core.dll PATH-OF-Acsa.Dicom.dll");
    return 2;
}

AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
{
    var file = Path.Combine(args[0], new AssemblyName(wanted.Name).Name + ".dll");
    return File.Exists(file) ? Assembly.LoadFrom(Path.GetFullPath(file)) : null;
};
var theirs = Assembly.LoadFrom(Path.GetFullPath(Path.Combine(args[0], "fo-dicom.core.dll")));
var ours = Assembly.LoadFrom(Path.GetFullPath(args[1]));

int shared = 0, missing = 0;
foreach (var type in ours.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
{
    if (theirs.GetType(type.FullName!.Replace("Acsa.Dicom", "FellowOakDicom", StringComparison.Ordinal)) is not { } other) continue;
    shared++;
    // What they declare in this very type, against all that ours has by itself or from a base or an interface.
    var lacking = Members(other, inherited: false).Except(Members(type, inherited: true)).Order(StringComparer.Ordinal).ToList();
    missing += lacking.Count;
    if (lacking.Count > 0) Console.WriteLine(type.FullName);
    foreach (var member in lacking) Console.WriteLine($"  - {member}");
}

Console.WriteLine($"{shared} types with the same name; {missing} members of theirs are not in ours.");
return 0;

static HashSet<string> Members(Type type, bool inherited)
{
    const BindingFlags visible = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
    var names = new HashSet<string>(StringComparer.Ordinal);
    IEnumerable<Type> types = inherited && type.IsInterface ? [type, .. type.GetInterfaces()] : [type];
    var flags = visible | (inherited ? BindingFlags.FlattenHierarchy : BindingFlags.DeclaredOnly);
    foreach (var member in types.SelectMany(one => one.GetMembers(flags)))
    {
        switch (member)
        {
            case ConstructorInfo { IsStatic: false } constructor when constructor.IsPublic || constructor.IsFamily:
                names.Add($"new({Parameters(constructor)})");
                break;
            case MethodInfo { IsSpecialName: false } method when (method.IsPublic || method.IsFamily) && method.Name != "Finalize":
                names.Add($"{method.Name}({Parameters(method)})");
                break;
            case PropertyInfo property:
                if (property.GetGetMethod() is not null) names.Add(property.Name);
                if (property.GetSetMethod() is not null) names.Add($"{property.Name} = …");
                break;
            case FieldInfo { IsPublic: true } field:
                names.Add(field.Name); // in source the same as a property
                if (field is { IsLiteral: false, IsInitOnly: false }) names.Add($"{field.Name} = …");
                break;
            case EventInfo happening:
                names.Add(happening.Name);
                break;
        }
    }

    return names;
}

static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => Plain(parameter.ParameterType)));

static string Plain(Type type) => type.IsGenericType
    ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Plain))}>"
    : type.Name;
