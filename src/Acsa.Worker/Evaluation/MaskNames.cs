using System.Globalization;
using System.Text.RegularExpressions;
using Acsa.Imaging;

namespace Acsa.Worker.Evaluation;

/// <summary>From names of files and labels to those of images and structures.</summary>
static partial class MaskNames
{
    static readonly string[] Extensions = [".nii.gz", ".nii", ".seg.dcm", ".labelmap.dcm", ".dcm", ".json", ".png"];

    /// <summary>"RF_007-frame-2-mask.png" is frame 2 of "RF_007".</summary>
    public static (string Image, int? Frame) OfFile(string file)
    {
        var name = Path.GetFileName(file);
        var extension = Array.Find(Extensions, some => name.EndsWith(some, StringComparison.OrdinalIgnoreCase)) ?? "";
        var match = Endings().Match(name[..^extension.Length]);
        return (match.Groups["image"].Value,
            match.Groups["frame"] is { Success: true } frame ? int.Parse(frame.Value, CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The key of the structure that a label names by its key, name or abbreviation; else the label itself.</summary>
    public static string OfLabel(string label)
    {
        var text = label.Trim();
        var known = StructureTable.BuiltIn.Structures.FirstOrDefault(structure =>
            string.Equals(structure.Key, text.Replace('_', '-').Replace(' ', '-'), StringComparison.OrdinalIgnoreCase)
            || string.Equals(structure.Name, text, StringComparison.OrdinalIgnoreCase)
            || structure.Abbreviations.Contains(text, StringComparer.Ordinal));
        return known?.Key ?? text;
    }

    public static bool IsKnown(string? structure) => StructureTable.BuiltIn.Find(structure) is not null;

    [GeneratedRegex(@"^(?<image>.+?)(?:[-_.]frame[-_]?(?<frame>[0-9]{1,5}))?(?:[-_.](?:mask|seg|label|gt))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Endings();
}
