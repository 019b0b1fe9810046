using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acsa.Worker.Results;

/// <summary>Writes an array of whole numbers on one line, also where the rest is indented.</summary>
sealed class CompactNumbers : JsonConverter<IReadOnlyList<long>>
{
    public override IReadOnlyList<long>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<long[]>(ref reader);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<long> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(',', value.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]",
            skipInputValidation: true);
}
