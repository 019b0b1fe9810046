using System.Globalization;
using System.Text.RegularExpressions;

namespace Acsa.Imaging;

/// <summary>Checks a table as written and makes it usable; every complaint names file, place and what was expected.</summary>
internal sealed partial class StructureTableBuilder(string name)
{
    const int SupportedSchema = 1;

    public StructureTable Build(StructureDocument document)
    {
        Require(document.Schema == SupportedSchema, "$.schema", $"{SupportedSchema} is expected, not {document.Schema}");
        var categories = document.Categories.ToDictionary(pair => pair.Key, pair => Code(pair.Value, $"$.categories.{pair.Key}"));
        var sites = document.Sites.Select((site, i) => Site(site, $"$.sites[{i}]")).ToList();
        RequireUnique(sites.Select(site => site.Key), "$.sites", "key");
        var structures = document.Structures.Select((entry, i) => Entry(entry, categories, sites, $"$.structures[{i}]")).ToList();
        RequireUnique(structures.Select(structure => structure.Key), "$.structures", "key");
        RequireUnique(structures.SelectMany(structure => structure.Words.Select(words => string.Join(' ', words))), "$.structures", "word");
        RequireUnique(structures.SelectMany(structure => structure.Abbreviations), "$.structures", "abbreviation");
        foreach (var structure in structures)
            Require(structure.PartOf is null || structures.Exists(whole => whole.Key == structure.PartOf), "$.structures",
                $"partOf of '{structure.Key}' names '{structure.PartOf}', which is not in the table");
        return new StructureTable(structures, sites);
    }

    BodySite Site(SiteDocument site, string path)
    {
        RequireKey(site.Key, $"{path}.key");
        return new BodySite(site.Key, Code(site.Code, $"{path}.code"), site.BodyParts, Words(site.Words, $"{path}.words"));
    }

    Structure Entry(StructureEntryDocument entry, Dictionary<string, CodedConcept> categories, List<BodySite> sites, string path)
    {
        RequireKey(entry.Key, $"{path}.key");
        // PS3.3 C.8.20.2: Segment Label is LO, 64 characters, and the side is appended to the name.
        Require(entry.Name.Length is > 0 and <= 48, $"{path}.name", "1 to 48 characters are expected");
        Require(categories.TryGetValue(entry.Category, out var category), $"{path}.category",
            $"'{entry.Category}' is not one of the categories");
        var site = sites.Find(candidate => candidate.Key == entry.Site);
        Require(site is not null || entry.Site is null, $"{path}.site", $"'{entry.Site}' is not one of the sites");
        var abbreviations = entry.Abbreviations ?? [];
        Require(abbreviations.TrueForAll(text => AbbreviationPattern().IsMatch(text)), $"{path}.abbreviations",
            "2 to 8 capital letters each are expected");
        return new Structure(entry.Key, entry.Name, category!, Code(entry.Code, $"{path}.code"), site, entry.PartOf,
            Colour(entry.Colour, $"{path}.colour"),
            Recognised(entry), Words(entry.Words, $"{path}.words"), abbreviations)
        {
            Plausible = entry.Plausible is { } size
                ? new(Limits(size.AreaCm2, $"{path}.plausible.areaCm2"), Limits(size.ThicknessCm, $"{path}.plausible.thicknessCm"),
                    Limits(size.Aspect, $"{path}.plausible.aspect"))
                : null,
        };
    }

    Bounds Limits(List<double> limits, string path)
    {
        Require(limits.Count == 2 && limits[0] > 0 && limits[0] < limits[1], path, "two positive numbers are expected, the lower first");
        return new(limits[0], limits[1]);
    }

    static List<RecognisedCode> Recognised(StructureEntryDocument entry)
    {
        var codes = new List<RecognisedCode> { new(entry.Code.Value, entry.Code.Scheme, Laterality.Unknown) };
        Add(entry.AlsoCoded, Laterality.Unknown);
        Add(entry.SidedCodes?.Left, Laterality.Left);
        Add(entry.SidedCodes?.Right, Laterality.Right);
        return codes;

        void Add(List<CodeDocument>? more, Laterality side) =>
            codes.AddRange((more ?? []).Select(code => new RecognisedCode(code.Value, code.Scheme, side)));
    }

    CodedConcept Code(CodeDocument code, string path)
    {
        // PS3.3 8: Code Value and Coding Scheme Designator are SH (16), Code Meaning is LO (64).
        Require(code.Value.Length is > 0 and <= 16, $"{path}.value", "1 to 16 characters are expected");
        Require(code.Scheme.Length is > 0 and <= 16, $"{path}.scheme", "1 to 16 characters are expected");
        Require(code.Meaning?.Length is > 0 and <= 64, $"{path}.meaning", "1 to 64 characters are expected");
        return new CodedConcept(code.Value, code.Scheme, code.Meaning!);
    }

    List<string[]> Words(List<string> words, string path)
    {
        // Longest first: "biceps femoris" is tried before a shorter name that it contains.
        var normalised = words.ConvertAll(WordText.Normalise);
        Require(normalised.TrueForAll(name => name.Length > 0), path, "a name without letters is of no use");
        return [.. normalised.OrderByDescending(name => name.Length)];
    }

    RgbColour Colour(string text, string path)
    {
        Require(ColourPattern().IsMatch(text), path, $"a colour such as #E6B800 is expected, not '{text}'");
        var value = int.Parse(text.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new RgbColour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    void RequireKey(string key, string path) =>
        Require(KeyPattern().IsMatch(key), path, $"a key such as rectus-femoris is expected, not '{key}'");

    void RequireUnique(IEnumerable<string> values, string path, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values) Require(seen.Add(value), path, $"the {what} '{value}' occurs twice");
    }

    void Require(bool holds, string path, string complaint)
    {
        if (!holds) throw new StructureTableException($"{name}: {path}: {complaint}.");
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^[A-Z]{2,8}$")]
    private static partial Regex AbbreviationPattern();

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$")]
    private static partial Regex ColourPattern();
}
