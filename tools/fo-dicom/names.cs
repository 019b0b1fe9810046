#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false
// dotnet run tools/fo-dicom/names.cs -- FOLDER-WITH-fo-dicom.core.dll > tests/Acsa.Worker.Tests/DicomStack/fo-dicom-names.txt
// Lists the public types of fo-dicom and the names of their members, one line a type: what the application may use on either library. The
// folder must hold what it depends on: the output of a build of the node with -p:DicomStack=fo-dicom does.
using System.Reflection;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: names.cs FOLDER-WITH-fo-dicom.core.dll");
    return 2;
}

AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
{
    var file = Path.Combine(args[0], new AssemblyName(wanted.Name).Name + ".dll");
    return File.Exists(file) ? Assembly.LoadFrom(Path.GetFullPath(file)) : null;
};
var library = Assembly.LoadFrom(Path.GetFullPath(Path.Combine(args[0], "fo-dicom.core.dll")));
Console.WriteLine($"# Names of public types and members of {library.GetName().Name} {library.GetName().Version}, by tools/fo-dicom/names.cs. "
    + "fo-dicom is by its contributors, under the Microsoft Public License; nothing but names is taken from it.");
foreach (var type in library.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
    Console.WriteLine($"{type.FullName!["FellowOakDicom".Length..].TrimStart('.')}: {string.Join(' ', Members(type).Order(StringComparer.Ordinal))}");
return 0;

// As source code sees them: a field is the same as a property, "=" says that it can be set.
static HashSet<string> Members(Type type)
{
    const BindingFlags visible = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;
    var names = new HashSet<string>(StringComparer.Ordinal);
    IEnumerable<Type> types = type.IsInterface ? [type, .. type.GetInterfaces()] : [type];
    foreach (var member in types.SelectMany(one => one.GetMembers(visible)).Where(member => member.DeclaringType != typeof(object)))
    {
        switch (member)
        {
            case ConstructorInfo { IsStatic: false } constructor when constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly:
                names.Add("new");
                break;
            case MethodInfo method when method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly:
                if (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) names.Add(method.Name);
                else if (method.Name.StartsWith("set_", StringComparison.Ordinal)) names.Add(method.Name[4..] + "=");
                else if (method.Name.IndexOf('_') is > 0 and var at) names.Add(method.Name[(at + 1)..]);
                break;
            case FieldInfo field when (field.IsPublic || field.IsFamily) && !field.IsSpecialName:
                names.Add(field.Name);
                if (field is { IsLiteral: false, IsInitOnly: false }) names.Add(field.Name + "=");
                break;
        }
    }

    return names;
}
