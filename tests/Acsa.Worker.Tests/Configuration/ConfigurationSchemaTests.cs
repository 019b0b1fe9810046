using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Tests.Configuration;

/// <summary>Schema and code, held against each other key by key.</summary>
public sealed class ConfigurationSchemaTests
{
    const string Folder = "/srv/acsa";

    [Fact]
    public void Schema_and_code_know_the_same_keys()
    {
        foreach (var (path, schema) in Sections())
        {
            var inSchema = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name)
                .Where(name => name != "$schema").Order();
            var errors = ErrorsOf(At(path, section => section["noSuchKey"] = 1));
            var error = Assert.Single(errors, error => error.Path.EndsWith(".noSuchKey", StringComparison.Ordinal));
            var inCode = error.Expected[(error.Expected.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(", ").Order();
            Assert.Equal((Where(path), string.Join(' ', inSchema)), (Where(path), string.Join(' ', inCode)));
        }
    }

    [Fact]
    public void Schema_and_code_draw_the_same_limits()
    {
        var tried = 0;
        var differ = new List<string>();
        foreach (var (path, schema) in Sections())
        {
            foreach (var property in schema.GetProperty("properties").EnumerateObject().Where(property => property.Name != "$schema"))
            {
                var rule = Follow(property.Value);
                foreach (var (value, isAllowed) in Values(rule))
                {
                    var errors = ErrorsOf(At(path, section => section[property.Name] = value()));
                    var mine = errors.Where(error => error.Path == $"{Where(path)}.{property.Name}" && !OtherReasons(error)).ToList();
                    if (isAllowed != (mine.Count == 0)) differ.Add(
                        $"{Where(path)}.{property.Name} = {value()}: the schema {(isAllowed ? "allows" : "refuses")} it, the code says \"{string.Join("; ", mine)}\"");
                    tried++;
                }
            }
        }

        Assert.True(differ.Count == 0, string.Join('\n', differ));
        Assert.True(tried > 100, $"only {tried} values were tried");
    }

    [Fact]
    public void What_the_schema_calls_the_default_is_what_an_absent_key_means()
    {
        var tried = 0;
        foreach (var (path, schema) in Sections())
        {
            foreach (var property in schema.GetProperty("properties").EnumerateObject())
            {
                if (!property.Value.TryGetProperty("default", out var value)) continue;
                var without = At(path, section => section.Remove(property.Name));
                var with = At(path, section => section[property.Name] = JsonNode.Parse(value.GetRawText()));
                // What is written in a destination tells one from another; it is not a setting.
                var plain = ErrorsOf(without).Where(error => error.Path == $"{Where(path)}.{property.Name}");
                Assert.True(!plain.Any(), $"{Where(path)}.{property.Name} has a default and is still asked for");
                if (ErrorsOf(without).Count > 0) continue;
                Assert.Equal(Settings(without), Settings(with));
                tried++;
            }
        }

        Assert.True(tried > 40, $"only {tried} defaults were compared");
    }

    // Rules beyond a single key: two that have to fit each other, a file that has to be there.
    static bool OtherReasons(ConfigurationError error) =>
        error.Expected.StartsWith("no less than", StringComparison.Ordinal)
            || error.Expected.StartsWith("no more than", StringComparison.Ordinal)
        || error.Expected.Contains("PostgreSQL", StringComparison.Ordinal)
        || (error.Path == "$.inference.provider" && !error.Expected.StartsWith("one of", StringComparison.Ordinal));

    static IEnumerable<(Func<JsonNode?> Value, bool IsAllowed)> Values(JsonElement rule)
    {
        if (rule.TryGetProperty("enum", out var choices))
        {
            foreach (var choice in choices.EnumerateArray()) yield return (() => JsonNode.Parse(choice.GetRawText()), true);
            yield return (() => "no such choice", false);
            yield return (() => 7, false);
            yield break;
        }

        if (!rule.TryGetProperty("type", out var type)) yield break;
        switch (type.GetString())
        {
            case "integer" or "number":
                if (rule.TryGetProperty("minimum", out var least))
                {
                    yield return (() => JsonNode.Parse(least.GetRawText()), true);
                    yield return (() => least.GetDouble() - 1, false);
                }

                if (rule.TryGetProperty("maximum", out var most))
                {
                    yield return (() => JsonNode.Parse(most.GetRawText()), true);
                    yield return (() => most.GetDouble() + 1, false);
                }

                yield return (() => "text", false);
                if (type.ValueEquals("integer")) yield return (() => 1.5, false);
                break;
            case "boolean":
                yield return (() => true, true);
                yield return (() => "true", false);
                break;
            case "string":
                yield return (() => 7, false);
                if (rule.TryGetProperty("maxLength", out var longest))
                    yield return (() => new string('X', longest.GetInt32() + 1), false);
                if (rule.TryGetProperty("minLength", out _)) yield return (() => "", false);
                break;
            case "array" or "object":
                yield return (() => 7, false);
                break;
        }
    }

    // Every object of the schema, by the way to it; an item of a list by "[]".
    static IEnumerable<(string[] Path, JsonElement Schema)> Sections()
    {
        var waiting = new Queue<(string[] Path, JsonElement Schema)>([([], ConfigurationSchema.BuiltIn.Root)]);
        while (waiting.TryDequeue(out var next))
        {
            if (next.Schema.TryGetProperty("properties", out var properties))
            {
                yield return next;
                foreach (var property in properties.EnumerateObject())
                    waiting.Enqueue(([.. next.Path, property.Name], Follow(property.Value)));
            }

            if (next.Schema.TryGetProperty("items", out var items)) waiting.Enqueue(([.. next.Path, "[]"], Follow(items)));
        }
    }

    static JsonElement Follow(JsonElement schema) => schema.TryGetProperty("$ref", out var to)
        ? ConfigurationSchema.BuiltIn.Root.GetProperty("$defs").GetProperty(to.GetString()!.Split('/')[^1]) : schema;

    // The least configuration that has the section, with what is required on the way.
    static JsonObject At(string[] path, Action<JsonObject> change)
    {
        var root = new JsonObject { ["data"] = "d" };
        JsonNode at = root;
        foreach (var (name, next) in path.Zip([.. path.Skip(1), ""]))
        {
            JsonNode made = next == "[]" ? new JsonArray() : new JsonObject();
            if (name == "[]") at.AsArray().Add(made = Required(path));
            else at[name] = made;
            at = made;
        }

        change(at.AsObject());
        return root;
    }

    static JsonObject Required(string[] path) => path[0] switch
    {
        "routing" => new() { ["name"] = "rule", ["shadow"] = true },
        "scanners" => new() { ["aeTitle"] = "US1" },
        "destinations" => new() { ["name"] = "pacs", ["aeTitle"] = "PACS", ["host"] = "10.0.0.9" },
        _ => [],
    };

    static string Where(string[] path) => path.Aggregate("$", (all, name) => name == "[]" ? all + "[0]" : $"{all}.{name}");

    static IReadOnlyList<ConfigurationError> ErrorsOf(JsonObject configuration)
    {
        try
        {
            Read(configuration);
            return [];
        }
        catch (ConfigurationException error)
        {
            return error.Errors;
        }
    }

    static NodeConfiguration Read(JsonObject configuration) =>
        ConfigurationFile.Parse(configuration.ToJsonString(), "acsa.json", Folder, EnvironmentOverrides.Of());

    static string Settings(JsonObject configuration)
    {
        var read = Read(configuration);
        read = read with { Destinations = [.. read.Destinations.Select(to => to with { Written = "" })] };
        return string.Create(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(read with { Anatomy = null! })}");
    }
}
