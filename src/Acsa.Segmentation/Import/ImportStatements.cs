using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acsa.Segmentation;

/// <summary>What is stated of a model that is imported, key by key, and the manifest that follows from it.</summary>
sealed class ImportStatements
{
    static readonly string[] Required =
    [
        "title", "licence", "intendedUse", "input.name", "input.width", "input.height", "input.channels", "input.layout", "input.resize",
        "input.crop", "input.scaling", "output.name", "output.activation", "output.classes", "threshold", "postProcessing.chain",
        "structures",
        "views",
    ];

    static readonly string[] Optional =
    [
        "version", "requiredCalibration", "input.flips", "input.window.step", "input.window.weights", "output.average", "output.decision",
        "postProcessing.steps", "certainty.mirror", "golden.structure", "golden.minimumDice",
    ];

    static readonly string[] Lists = ["output.classes", "structures", "views", "input.flips", "postProcessing.steps"];
    static readonly string[] Numbers =
        ["input.width", "input.height", "input.channels", "threshold", "input.window.step", "golden.minimumDice"];

    readonly Dictionary<string, string> _values = new(StringComparer.Ordinal)
    {
        ["version"] = "1.0.0", ["requiredCalibration"] = "area", ["golden.minimumDice"] = "0.99",
    };

    /// <summary>The keys that may be stated.</summary>
    public static IEnumerable<string> Keys => Required.Concat(Optional);

    public string? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>Takes statements over, in place of earlier ones.</summary>
    /// <param name="source">Where they come from, for the message.</param>
    /// <exception cref="ModelPackageException">A key does not exist.</exception>
    public void Add(string source, IEnumerable<KeyValuePair<string, string>> statements)
    {
        foreach (var (key, value) in statements)
        {
            if (!Keys.Contains(key, StringComparer.Ordinal))
                throw new ModelPackageException($"{source}: \"{key}\" is no key, expected one of {string.Join(", ", Keys)}.");
            _values[key] = value;
        }
    }

    /// <summary>Takes over what was not stated yet.</summary>
    public void Default(string key, string value) => _values.TryAdd(key, value);

    /// <summary>Reads a folder's import.json: an object of keys and texts.</summary>
    public void AddFile(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Limits.DescriptionBytes)
                throw new ModelPackageException($"{path}: larger than {Limits.DescriptionBytes} bytes.");
            var read = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [];
            Add(path, read);
        }
        catch (JsonException problem)
        {
            throw new ModelPackageException($"{path}: expected an object of texts: {problem.Message}", problem);
        }
    }

    /// <summary>Refuses when something that nobody may guess is missing; names all of it.</summary>
    public void RequireAll(string source)
    {
        var missing = Required.Where(key => !_values.ContainsKey(key)).ToArray();
        if (missing.Length > 0)
            throw new ModelPackageException(
                $"{source}: not stated: {string.Join(", ", missing)}. Give each as --state KEY=VALUE (docs/models.md).");
    }

    /// <summary>The manifest; what it says is checked when it is read.</summary>
    public JsonObject Manifest(string id, IEnumerable<ModelMember> members, string? goldenStructure)
    {
        var manifest = new JsonObject
        {
            ["schema"] = 1, ["id"] = id, ["version"] = this["version"], ["title"] = this["title"], ["licence"] = this["licence"],
            ["intendedUse"] = this["intendedUse"],
            ["members"] = new JsonArray(
                [.. members.Select(member => new JsonObject { ["file"] = member.File, ["sha256"] = member.Sha256 })]),
            ["input"] = Section("input"),
            ["output"] = Section("output"),
            ["threshold"] = Value("threshold"),
            ["postProcessing"] = new JsonObject
            {
                ["chain"] = this["postProcessing.chain"],
                ["parameters"] = _values.ContainsKey("postProcessing.steps") ? new JsonObject { ["steps"] = Value("postProcessing.steps") }
                    : [],
            },
            ["structures"] = Value("structures"),
            ["views"] = Value("views"),
            ["requiredCalibration"] = this["requiredCalibration"],
        };
        if (this["certainty.mirror"] is { } mirror) manifest["certainty"] = new JsonObject { ["mirror"] = mirror == "true" };
        if (goldenStructure is not null)
        {
            manifest["golden"] = new JsonObject
            {
                ["image"] = "golden.png", ["mask"] = "golden-mask.png", ["structure"] = goldenStructure,
                ["minimumDice"] = Value("golden.minimumDice"),
            };
        }

        return manifest;
    }

    JsonObject Section(string name)
    {
        var section = new JsonObject();
        foreach (var key in Keys.Where(key => _values.ContainsKey(key) && key.StartsWith(name + ".", StringComparison.Ordinal)))
        {
            var path = key.Split('.');
            var at = section;
            if (path.Length == 3) at = (JsonObject)(section[path[1]] ??= new JsonObject());
            at[path[^1]] = Value(key);
        }

        return section;
    }

    JsonNode? Value(string key)
    {
        var text = _values[key];
        if (Lists.Contains(key)) return new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries).Select(item => (JsonNode)item)]);
        if (!Numbers.Contains(key)) return text;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : text;
    }
}
