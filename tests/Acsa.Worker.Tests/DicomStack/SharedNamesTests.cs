using System.Text.RegularExpressions;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.DicomStack;

/// <summary>
/// The application uses of the DICOM library only what fo-dicom has under the same name, so that it builds on either (docs/decisions/001).
/// The names are those of the build that fo-dicom-names.txt states; tools/fo-dicom/names.cs lists another one's.
/// </summary>
public sealed partial class SharedNamesTests
{
    static readonly string[] s_application =
        ["Acsa.Acquisition", "Acsa.Reporting", "Acsa.DicomScp", "Acsa.Phantom", "acsa"];

    // Without a counterpart in fo-dicom: Acsa.DicomStack compiles their sources into its build.
    static readonly HashSet<string> s_seam =
        ["Imaging.FrameDecoder", "Imaging.DecodedFrame", "Network.CStoreAbortReason", "Network.CStoreAdmission", "Network.ICStoreSink"];

    // Bases of ours that no source names: what is called through them fo-dicom has in the types themselves.
    static readonly HashSet<string> s_bases = ["DicomNumberStringElement", "Network.INActionProvider", "Network.INEventReportProvider"];

    static readonly Dictionary<string, HashSet<string>> s_theirs = File.ReadLines(Path.Combine(
            Repository.Root, "tests", "Acsa.Worker.Tests", "DicomStack", "fo-dicom-names.txt"))
        .Where(line => !line.StartsWith('#')).Select(line => line.Split(": ", 2))
        .ToDictionary(parts => parts[0], parts => parts[1].Split(' ').ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    [Fact]
    public void The_application_uses_no_name_that_fo_dicom_lacks()
    {
        var foreign = s_application.SelectMany(name => UsedNames.Of(Path.Combine(AppContext.BaseDirectory, name + ".dll")).Where(IsForeign)
            .Select(used => $"{name} uses {used.Type}{(used.Member is { } member ? "." + member : "")}")).Order(StringComparer.Ordinal)
                .ToList();
        Assert.True(foreign.Count == 0, "not in fo-dicom: \n" + string.Join('\n', foreign));
    }

    [Fact]
    public void Nor_a_value_of_an_enumeration()
    {
        // Their values are numbers in the assemblies, so the sources are read.
        var enumerations = typeof(DicomTag).Assembly.GetExportedTypes().Where(type => type.IsEnum && s_theirs.ContainsKey(NameOf(type)))
            .ToList();
        Assert.NotEmpty(enumerations);
        var byName = enumerations.ToLookup(type => type.Name);
        var foreign = new HashSet<string>();
        foreach (var file in Sources())
        {
            foreach (Match value in Value().Matches(File.ReadAllText(file)))
            {
                var (type, name) = (value.Groups[1].Value, value.Groups[2].Value);
                if (byName[type].Any(one => Enum.IsDefined(one, name)) && !byName[type].Any(one => s_theirs[NameOf(one)].Contains(name)))
                    foreign.Add($"{Path.GetFileName(file)} uses {type}.{name}");
            }
        }

        Assert.Empty(foreign);
    }

    [Fact]
    public void What_is_recorded_as_ours_alone_is()
    {
        Assert.All(s_seam.Concat(s_bases), name => Assert.False(s_theirs.ContainsKey(name), name));
        Assert.All(s_bases, name =>
            Assert.DoesNotContain(Sources(), file => File.ReadAllText(file).Contains(name.Split('.')[^1], StringComparison.Ordinal)));
        var used = s_application.SelectMany(name => UsedNames.Of(Path.Combine(AppContext.BaseDirectory, name + ".dll")))
            .Select(one => one.Type).ToHashSet();
        Assert.All(s_seam.Concat(s_bases), name => Assert.Contains(name, used));
        // It reads the assemblies at all.
        Assert.Contains("DicomDataset", used);
    }

    static IEnumerable<string> Sources() =>
        new[] { "Acsa.Acquisition", "Acsa.Reporting", "Acsa.DicomScp", "Acsa.Phantom", "Acsa.Worker" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", folder), "*.cs", SearchOption.AllDirectories));

    static bool IsForeign((string Type, string? Member) used)
    {
        if (s_seam.Contains(used.Type) || s_bases.Contains(used.Type)) return false;
        if (!s_theirs.TryGetValue(used.Type, out var members)) return true;
        return used.Member is { } member && !members.Contains(member);
    }

    static string NameOf(Type type) => type.FullName!["Acsa.Dicom.".Length..];

    [GeneratedRegex(@"\b(Dicom\w+|\w+)\.([A-Z]\w*)\b")]
    private static partial Regex Value();
}
