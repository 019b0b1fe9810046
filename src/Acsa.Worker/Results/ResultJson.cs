using System.Text.Encodings.Web;
using System.Text.Json;

namespace Acsa.Worker.Results;

/// <summary>How the node writes JSON: camelCase, nulls written, text as it is.</summary>
static class ResultJson
{
    static readonly JsonSerializerOptions Compact =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Compact);

    public static string WriteIndented<T>(T value) => JsonSerializer.Serialize(value, Indented);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Compact) ?? throw new JsonException("null");
}
