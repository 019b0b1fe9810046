using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acsa.Worker.Configuration;

/// <summary>
/// Values of the configuration that the environment states instead of the file: ACSA__dicom__port is $.dicom.port,
/// ACSA__destinations__0__host is $.destinations[0].host. Case does not count, as Windows knows none in such names.
/// </summary>
sealed class EnvironmentOverrides
{
    public const string Prefix = "ACSA__";

    readonly SortedDictionary<string, string> _variables = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string> _byPath = new(StringComparer.Ordinal);

    EnvironmentOverrides(IEnumerable<(string Name, string Value)> variables)
    {
        foreach (var (name, value) in variables)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) _variables[name] = value;
        }
    }

    /// <summary>Those of this process.</summary>
    public static EnvironmentOverrides OfProcess() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => ((string)entry.Key, (string?)entry.Value ?? "")));

    public static EnvironmentOverrides Of(params (string Name, string Value)[] variables) => new(variables);

    /// <summary>The variables' names, without their values.</summary>
    public IReadOnlyCollection<string> Names => _variables.Keys;

    /// <summary>The configuration with the stated values in it; null when nothing is stated.</summary>
    /// <param name="errors">Gets what cannot be applied, by the variable's name.</param>
    public JsonDocument? Apply(JsonElement root, List<ConfigurationError> errors)
    {
        if (_variables.Count == 0 || root.ValueKind != JsonValueKind.Object) return null;
        var whole = JsonObject.Create(root.Clone())!;
        foreach (var (name, value) in _variables)
        {
            if (Set(whole, name[Prefix.Length..].Split("__"), value, out var path) is not { } expected) _byPath.TryAdd(path, name);
            else errors.Add(new(Words(name), path, "(from the environment)", expected));
        }

        return JsonDocument.Parse(whole.ToJsonString());
    }

    /// <summary>The same error, by the variable that states the value where one does.</summary>
    public ConfigurationError Name(ConfigurationError error) =>
        _byPath.TryGetValue(error.Path, out var name) ? error with { File = Words(name) } : error;

    static string Words(string name) => $"environment variable {name}";

    // Null when it was set, else what was expected.
    static string? Set(JsonObject whole, string[] names, string value, out string path)
    {
        path = "$";
        JsonNode at = whole;
        var schema = ConfigurationSchema.BuiltIn.Root;
        for (var depth = 0; depth < names.Length; depth++)
        {
            if (ConfigurationSchema.BuiltIn.Member(schema, names[depth]) is not { } member)
            {
                path += "." + names[depth];
                return "the name of a key, as in ACSA__dicom__port";
            }

            var isLast = depth == names.Length - 1;
            JsonNode New() => isLast ? Value(member.Schema, value) : ConfigurationSchema.IsList(member.Schema) ? new JsonArray()
                : new JsonObject();
            if (at is JsonArray list)
            {
                path += $"[{names[depth]}]";
                if (!int.TryParse(names[depth], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > list.Count)
                    return string.Create(CultureInfo.InvariantCulture, $"the number of an item, from 0 to {list.Count}");
                if (index == list.Count) list.Add(New());
                else if (isLast) list[index] = New();
                at = list[index]!;
            }
            else if (at is JsonObject section)
            {
                path += "." + member.Name;
                if (isLast || section[member.Name] is null) section[member.Name] = New();
                at = section[member.Name]!;
            }
            else
            {
                return "an object or a list, as the variable names a part of it";
            }

            schema = member.Schema;
        }

        return null;
    }

    static JsonNode Value(JsonElement schema, string value)
    {
        if (ConfigurationSchema.IsText(schema)) return JsonValue.Create(value);
        var isEither = !schema.TryGetProperty("type", out _);
        try
        {
            if (!isEither || value.StartsWith('[') || value.StartsWith('{')) return JsonNode.Parse(value) ?? JsonValue.Create(value);
        }
        catch (JsonException)
        {
            // The reader says what it expected instead.
        }

        return JsonValue.Create(value);
    }
}
