using System.Security.Cryptography;
using System.Text.Json;
using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>The words and rules by which side, plane and doubts are read from texts: config/anatomy.json, checked.</summary>
public sealed class AnatomyTable
{
    /// <summary>Attributes that a site's rule may look at.</summary>
    internal static readonly string[] Attributes =
        ["SeriesDescription", "ProtocolName", "StudyDescription", "RequestedProcedureDescription", "ImageComments", "BodyPartExamined"];

    const int SupportedSchema = 1;
    const int MaxBytes = 1 << 20;
    static readonly Lazy<AnatomyTable> LazyBuiltIn = new(LoadBuiltIn);
    readonly string _name;

    AnatomyTable(AnatomyDocument document, string name, string fingerprint)
    {
        (_name, Fingerprint) = (name, fingerprint);
        Require(document.Schema == SupportedSchema, "$.schema", $"{SupportedSchema} is expected, not {document.Schema}");
        LeftLetters = Letters(document.Letters.Left, "$.letters.left");
        RightLetters = Letters(document.Letters.Right, "$.letters.right");
        Languages = [.. document.Languages.Select(pair => Language(pair.Key, pair.Value, $"$.languages.{pair.Key}"))];
        Rules = [.. document.Rules.Select((rule, i) => Rule(rule, $"$.rules[{i}]"))];
        foreach (var word in Languages.SelectMany(language => language.Left).Select(words => string.Join(' ', words))
            .Intersect(Languages.SelectMany(language => language.Right).Select(words => string.Join(' ', words))))
            throw Invalid("$.languages", $"'{word}' is a word for both sides");
    }

    /// <summary>The table that is built into this library: the repository's config/anatomy.json.</summary>
    public static AnatomyTable BuiltIn => LazyBuiltIn.Value;

    /// <summary>Hash of the table's text: another table is another analysis.</summary>
    public string Fingerprint { get; }

    internal IReadOnlyList<string> LeftLetters { get; }

    internal IReadOnlyList<string> RightLetters { get; }

    internal IReadOnlyList<LanguageWords> Languages { get; }

    internal IReadOnlyList<AnatomyRule> Rules { get; }

    /// <summary>
    /// Reads a table; throws <see cref="AnatomyTableException"/> naming <paramref name="name"/> and the place in it when it is not valid.
    /// </summary>
    public static AnatomyTable Load(Stream json, string name)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = json.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MaxBytes) throw new AnatomyTableException($"{name}: $: at most {MaxBytes} bytes are expected.");
            bytes.Write(buffer, 0, read);
        }
        AnatomyDocument? document;
        var text = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        try
        {
            document = JsonSerializer.Deserialize<AnatomyDocument>(text, AnatomyDocument.Options);
        }
        catch (JsonException e)
        {
            throw new AnatomyTableException($"{name}: {e.Path ?? "$"}: {e.Message}", e);
        }
        return new(document ?? throw new AnatomyTableException($"{name}: $: an object is expected, not null."), name,
            Convert.ToHexStringLower(SHA256.HashData(text)));
    }

    static AnatomyTable LoadBuiltIn()
    {
        const string resource = "anatomy.json";
        using var stream = typeof(AnatomyTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
        return Load(stream, "config/anatomy.json (built in)");
    }

    LanguageWords Language(string key, AnatomyLanguageDocument words, string path) => new(key,
        Words(words.Left, $"{path}.left"), Words(words.Right, $"{path}.right"),
        Words(words.LeftAtEnd, $"{path}.leftAtEnd"), Words(words.RightAtEnd, $"{path}.rightAtEnd"), Words(words.Both, $"{path}.both"),
        Words(words.Longitudinal, $"{path}.longitudinal"), Words(words.Transverse, $"{path}.transverse"),
        Words(words.Negation, $"{path}.negation"), Words(words.Tendon, $"{path}.tendon"), Words(words.Neutral, $"{path}.neutral"),
        Words(words.Ambiguous, $"{path}.ambiguous"));

    IReadOnlyList<string[]> Words(List<string>? words, string path)
    {
        var normalised = (words ?? []).ConvertAll(WordText.Normalise);
        Require(normalised.TrueForAll(word => word.Length > 0), path, "a word without letters is of no use");
        return [.. normalised.OrderByDescending(word => word.Length)];
    }

    IReadOnlyList<string> Letters(List<string> letters, string path)
    {
        Require(letters.TrueForAll(letter => letter is [>= 'A' and <= 'Z']), path, "single capital letters are expected");
        return letters;
    }

    AnatomyRule Rule(AnatomyRuleDocument rule, string path)
    {
        Require(rule.Name.Length is > 0 and <= 64, $"{path}.name", "1 to 64 characters are expected");
        Require(Attributes.Contains(rule.Attribute), $"{path}.attribute",
            $"'{rule.Attribute}' is not one of {string.Join(", ", Attributes)}");
        var words = WordText.Normalise(rule.Words);
        Require(words.Length > 0, $"{path}.words", "a word without letters is of no use");
        Require(rule.Structure is null || StructureTable.BuiltIn.Find(rule.Structure) is not null, $"{path}.structure",
            $"'{rule.Structure}' is not a key of structures.json");
        Require(rule.Side is null or "left" or "right", $"{path}.side", $"left or right is expected, not '{rule.Side}'");
        Require(rule.View is null or "transverse" or "longitudinal", $"{path}.view",
            $"transverse or longitudinal is expected, not '{rule.View}'");
        Require(rule.Structure is not null || rule.Side is not null || rule.View is not null, path,
            "structure, side or view is expected: the rule says nothing");
        return new(rule.Name, rule.Attribute, words, rule.Structure,
            rule.Side switch { "left" => Laterality.Left, "right" => Laterality.Right, _ => Laterality.Unknown }, rule.View);
    }

    void Require(bool holds, string path, string complaint)
    {
        if (!holds) throw Invalid(path, complaint);
    }

    AnatomyTableException Invalid(string path, string complaint) => new($"{_name}: {path}: {complaint}.");
}
