using System.Text.Json;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Tests.Conformance;

/// <summary>The keys of the configuration, from its schema.</summary>
static class ConfigurationKeys
{
    public static IReadOnlyList<string> Table() =>
        MarkedTables.Table("key | value | default",
            Walk("", ConfigurationSchema.BuiltIn.Root).Select(row => row.Replace("\n", " ", StringComparison.Ordinal)));

    static IEnumerable<string> Walk(string prefix, JsonElement schema)
    {
        schema = Follow(schema);
        foreach (var key in schema.EnumerateObject().Where(member => member.Name == "properties")
            .SelectMany(member => member.Value.EnumerateObject()))
        {
            if (key.Name == "$schema") continue;
            var path = prefix + key.Name;
            var value = Follow(key.Value);
            var inner = value.TryGetProperty("items", out var items) && Follow(items).TryGetProperty("properties", out _) ? Follow(items)
                : value;
            if (inner.TryGetProperty("properties", out _))
            {
                foreach (var row in Walk(path + (inner.Equals(value) ? "." : "[]."), inner)) yield return row;
            }
            else
            {
                yield return $"`{path}` | {KindOf(value)} | {DefaultOf(key.Value, value)}";
            }
        }
    }

    static string KindOf(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var names)) return string.Join(", ", names.EnumerateArray().Select(name => $"`{name}`"));
        if (schema.TryGetProperty("oneOf", out var ways))
            return string.Join(", or ", ways.EnumerateArray().Select(way => KindOf(Follow(way))).Distinct());
        if (!schema.TryGetProperty("type", out var type)) return "any";
        return type.GetString() switch
        {
            "array" => "list of " + (schema.TryGetProperty("items", out var items) ? KindOf(Follow(items)) : "any"),
            "boolean" => "true or false",
            "integer" or "number" => Range(schema, type.GetString()!),
            "object" => "section",
            "string" => "text",
            var other => other ?? "any",
        };
    }

    static string Range(JsonElement schema, string type)
    {
        var (low, high) = (Bound(schema, "minimum"), Bound(schema, "maximum"));
        return low is null && high is null ? type : $"{type}, {low ?? "…"} to {high ?? "…"}";
    }

    static string? Bound(JsonElement schema, string name) => schema.TryGetProperty(name, out var bound) ? bound.GetRawText() : null;

    static string DefaultOf(JsonElement written, JsonElement schema) =>
        written.TryGetProperty("default", out var value) || schema.TryGetProperty("default", out value) ? $"`{value.GetRawText()}`" : "";

    static JsonElement Follow(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? ConfigurationSchema.BuiltIn.Root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]) : schema;
}
