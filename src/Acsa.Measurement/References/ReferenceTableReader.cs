using System.Globalization;
using System.Text.Json;

namespace Acsa.Measurement;

/// <summary>Reads a reference table strictly: every key is known, every value in its range, nothing is taken for granted.</summary>
internal static class ReferenceTableReader
{
    private const int Schema = 1;

    // A table takes one kilobyte.
    private const int MaxFileBytes = 1024 * 1024;

    private static readonly string[] s_keys =
        ["$schema", "schema", "id", "version", "synthetic", "population", "authority", "people", "key", "ages", "equation", "residualSd"];
    private static readonly string[] s_keyKeys = ["structure", "manufacturer", "model", "transducer", "preset"];
    private static readonly string[] s_equationKeys = ["intercept", "ageYears", "female", "weightKg", "heightCm", "bmi"];

    public static byte[] Load(string file)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length > MaxFileBytes)
            throw new ReferenceTableException($"{file}: has {stream.Length} bytes; at most {MaxFileBytes} are expected.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static ReferenceTable Read(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip });
            return Read(new(file, "", document.RootElement, s_keys));
        }
        catch (JsonException e)
        {
            throw new ReferenceTableException(
                string.Create(CultureInfo.InvariantCulture, $"{file}: line {e.LineNumber + 1}: no JSON."), e);
        }
    }

    private static ReferenceTable Read(Node root)
    {
        if (root.Number("schema", Schema, Schema) != Schema) throw new InvalidOperationException("Checked before.");
        var key = root.Object("key", s_keyKeys);
        var equation = root.Object("equation", s_equationKeys);
        return new(
            root.Text("id"), root.Text("version"), root.Flag("synthetic"), root.Text("population"), root.Text("authority"),
            // With fewer people than terms there would be no spread to speak of.
            (int)root.Number("people", 20, 1_000_000),
            new(key.Text("structure"), key.Text("manufacturer"), key.Text("model"), key.Text("transducer"), key.Text("preset")),
            root.Range("ages", 0, 120),
            new(equation.Number("intercept", -1000, 1000), equation.Number("ageYears", -100, 100), equation.Number("female", -255, 255),
                equation.Number("weightKg", -100, 100), equation.Number("heightCm", -100, 100), equation.Number("bmi", -100, 100)),
            root.Number("residualSd", 0.1, 255));
    }

    private sealed class Node
    {
        private readonly string _file;
        private readonly string _path;
        private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

        public Node(string file, string path, JsonElement element, string[] keys)
        {
            (_file, _path) = (file, path);
            if (element.ValueKind != JsonValueKind.Object) throw Wrong("", element, "an object");
            foreach (var property in element.EnumerateObject())
            {
                if (!keys.Contains(property.Name))
                    throw Wrong(property.Name, property.Value, $"no such key; known are {string.Join(", ", keys)}");
                if (!_values.TryAdd(property.Name, property.Value)) throw Wrong(property.Name, property.Value, "each key once");
            }
        }

        public Node Object(string key, string[] keys) => new(_file, _path + key + ".", Get(key, "an object"), keys);

        public string Text(string key)
        {
            var value = Get(key, "a text");
            return value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 and <= 1024 } text
                ? text : throw Wrong(key, value, "a text that is not empty");
        }

        public bool Flag(string key)
        {
            var value = Get(key, "true or false");
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
                : throw Wrong(key, value, "true or false");
        }

        public double Number(string key, double least, double most)
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}");
            var value = Get(key, expected);
            return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= least && number <= most
                ? number : throw Wrong(key, value, expected);
        }

        public Interval Range(string key, double least, double most)
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"two numbers from {least} to {most}, the smaller first");
            var value = Get(key, expected);
            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2
                || value.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.Number)) throw Wrong(key, value, expected);
            var range = new Interval(value[0].GetDouble(), value[1].GetDouble());
            return range.Low >= least && range.High <= most && range.Low < range.High ? range : throw Wrong(key, value, expected);
        }

        private JsonElement Get(string key, string expected) => _values.TryGetValue(key, out var value)
            ? value : throw new ReferenceTableException($"{_file}: {_path}{key}: is missing; {expected} is expected.");

        private ReferenceTableException Wrong(string key, JsonElement value, string expected)
        {
            var raw = value.GetRawText();
            return new($"{_file}: {_path}{key}: {(raw.Length > 60 ? raw[..60] + "…" : raw)}; expected: {expected}.");
        }
    }
}
