using System.Text.Json;

namespace Acsa.Worker.Configuration;

/// <summary>config/acsa.schema.json as the program carries it: which keys there are, and what kind of value each has.</summary>
sealed class ConfigurationSchema
{
    static readonly Lazy<ConfigurationSchema> TheBuiltIn = new(() =>
    {
        using var stream = typeof(ConfigurationSchema).Assembly.GetManifestResourceStream("config/acsa.schema.json")!;
        using var document = JsonDocument.Parse(stream);
        return new(document.RootElement.Clone());
    });

    readonly JsonElement _root;

    ConfigurationSchema(JsonElement root) => _root = root;

    public static ConfigurationSchema BuiltIn => TheBuiltIn.Value;

    public JsonElement Root => _root;

    /// <summary>The schema of a member, and the member's name as it is written; null when there is no such member.</summary>
    /// <param name="of">The schema of the object or list.</param>
    /// <param name="name">The name in any case, or the number of an item.</param>
    public (string Name, JsonElement Schema)? Member(JsonElement of, string name)
    {
        var schema = Follow(of);
        if (schema.TryGetProperty("items", out var items)) return (name, Follow(items));
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return (property.Name, Follow(property.Value));
            }
        }

        return schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object
            ? (name, Follow(others)) : null;
    }

    /// <summary>Whether a value of this schema is nothing but text.</summary>
    public static bool IsText(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) ? type.ValueEquals("string") : schema.TryGetProperty("enum", out _);

    public static bool IsList(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueEquals("array");

    JsonElement Follow(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? _root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]) : schema;
}
