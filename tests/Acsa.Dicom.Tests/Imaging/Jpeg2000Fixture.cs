using System.Text.Json;
using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.Jpeg2000;

namespace Acsa.Dicom.Tests.Imaging;

/// <summary>One stream of Fixtures/Jpeg2000 and what OpenJPEG makes of it.</summary>
internal sealed record Jpeg2000Fixture(
    int Columns, int Rows, int Samples, int Allocated, bool Signed, bool Transformed, string Sha256, int Tolerance = 0)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyDictionary<string, Jpeg2000Fixture> All { get; } =
        JsonSerializer.Deserialize<Dictionary<string, Jpeg2000Fixture>>(File.ReadAllText(PathOf("expected.json")), Options)!;

    public static byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));

    public JpegImage Decode(ReadOnlySpan<byte> stream) =>
        Jpeg2000Decoder.Decode(stream, new JpegExpectation(Columns, Rows, Samples, Allocated), Signed);

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Imaging", "Fixtures", "Jpeg2000", file);
}
