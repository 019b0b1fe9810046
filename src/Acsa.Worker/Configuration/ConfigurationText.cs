using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acsa.Worker.Configuration;

/// <summary>Changes one item of a list in the text of a configuration and leaves everything else as it is written, comments
/// included.</summary>
static class ConfigurationText
{
    static readonly JsonReaderOptions Reading = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 16 };
    static readonly JsonDocumentOptions Parsing = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 16 };

    // Titles and names may hold quotes and signs, which are to be readable; the text is a file, not a page.
    static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The items of a list at the root; empty when there is none.</summary>
    public static IReadOnlyList<JsonObject> Items(string text, string key) =>
        JsonNode.Parse(text, documentOptions: Parsing)?[key] is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    /// <summary>Appends an item to a list at the root, which is made where it is not there.</summary>
    public static string Add(string text, string key, JsonObject item)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = Find(bytes, key);
        if (places.Items.Count > 0) return Put(bytes, places.Items[^1].End, places.Items[^1].End, ",\n    " + Write(item));
        if (places.ListStart is { } start) return Put(bytes, start + 1, start + 1, $"\n    {Write(item)}\n  ");
        var list = $"\n\n  \"{key}\": [\n    {Write(item)}\n  ]";
        return places.LastValueEnd is { } end ? Put(bytes, end, end, "," + list)
            : Put(bytes, places.RootStart + 1, places.RootStart + 1, list + "\n");
    }

    /// <summary>Puts another item in the place of one.</summary>
    public static string Replace(string text, string key, int index, JsonObject item)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (start, end) = Find(bytes, key).Items[index];
        return Put(bytes, start, end, Write(item));
    }

    /// <summary>Takes an item out, with the comma that follows it.</summary>
    public static string Remove(string text, string key, int index)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (start, end) = Find(bytes, key).Items[index];
        var after = end;
        while (after < bytes.Length && bytes[after] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') after++;
        // A comma before the last item may stay: one at the end of a list is allowed.
        return Put(bytes, start, after < bytes.Length && bytes[after] == ',' ? after + 1 : end, "");
    }

    static string Write(JsonObject item) =>
        "{ " + string.Join(", ", item.Select(pair => $"{JsonSerializer.Serialize(pair.Key, Writing)}: {Write(pair.Value)}")) + " }";

    static string Write(JsonNode? node) => node switch
    {
        JsonObject item => Write(item),
        JsonArray list => "[" + string.Join(", ", list.Select(Write)) + "]",
        null => "null",
        _ => node.ToJsonString(Writing),
    };

    static string Put(byte[] bytes, int start, int end, string text) =>
        Encoding.UTF8.GetString(bytes, 0, start) + text + Encoding.UTF8.GetString(bytes, end, bytes.Length - end);

    static Places Find(byte[] bytes, string key)
    {
        var reader = new Utf8JsonReader(bytes, Reading);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("The configuration is not an object.");
        var places = new Places((int)reader.TokenStartIndex);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(key);
            reader.Read();
            if (isWanted && reader.TokenType == JsonTokenType.StartArray)
            {
                places.ListStart = (int)reader.TokenStartIndex;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    places.Items.Add((start, (int)reader.BytesConsumed));
                }
            }
            else
            {
                reader.Skip();
            }

            places.LastValueEnd = (int)reader.BytesConsumed;
        }

        return places;
    }

    sealed record Places(int RootStart)
    {
        public int? ListStart { get; set; }
        public int? LastValueEnd { get; set; }
        public List<(int Start, int End)> Items { get; } = [];
    }
}
