using System.Buffers.Binary;
using System.Text;

namespace Acsa.Reporting;

/// <summary>
/// The colour space sRGB (IEC 61966-2-1) as an ICC profile of version 2 with matrix and curves: what the ICC Profile (0028,2000) of a color
/// presentation state must hold (PS3.3 C.11.15). Of the input class, for it describes the pixels of a picture.
/// </summary>
internal static class StandardRgbProfile
{
    const int HeaderSize = 128;
    const int TagEntrySize = 12;
    const int CurvePoints = 1024;

    static readonly byte[] s_bytes = Build();

    /// <summary>The profile; its length is even.</summary>
    public static byte[] Bytes => s_bytes;

    static byte[] Build()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB")), ("cprt", Text("No copyright, use freely")),
            ("wtpt", Xyz(0.96420, 1, 0.82491)),
            // Primaries adapted to D50, the white of the connection space.
            ("rXYZ", Xyz(0.4360747, 0.2225045, 0.0139322)), ("gXYZ", Xyz(0.3850649, 0.7168786, 0.0971045)),
            ("bXYZ", Xyz(0.1430804, 0.0606169, 0.7141733)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        using var body = new MemoryStream();
        var table = new MemoryStream();
        table.Write(Number(tags.Length));
        var start = HeaderSize + 4 + tags.Length * TagEntrySize;
        var places = new Dictionary<byte[], int>(ReferenceEqualityComparer.Instance);
        foreach (var (tag, data) in tags)
        {
            if (!places.TryGetValue(data, out var place))
            {
                places.Add(data, place = start + (int)body.Length);
                body.Write(data);
                while (body.Length % 4 != 0) body.WriteByte(0);
            }
            table.Write(Encoding.ASCII.GetBytes(tag));
            table.Write(Number(place));
            table.Write(Number(data.Length));
        }
        return [.. Header(start + (int)body.Length), .. table.ToArray(), .. body.ToArray()];
    }

    // ICC.1:2001-04 6.1: | 0 size | 8 version | 12 class | 16 colour space | 20 connection space | 24 date | 36 "acsp" | 64 intent | 68
    // D50 |
    static byte[] Header(int size)
    {
        var header = new byte[HeaderSize];
        Number(size).CopyTo(header, 0);
        Number(0x02400000).CopyTo(header, 8);
        "scnrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        foreach (var (at, value) in new[] { (24, 2026), (26, 1), (28, 1) })
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(at), (ushort)value);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Fixed(0.96420).CopyTo(header, 68);
        Fixed(1).CopyTo(header, 72);
        Fixed(0.82491).CopyTo(header, 76);
        return header;
    }

    static byte[] Curve()
    {
        var curve = new byte[12 + 2 * CurvePoints];
        "curv"u8.CopyTo(curve);
        Number(CurvePoints).CopyTo(curve, 8);
        for (var i = 0; i < CurvePoints; i++)
        {
            var v = i / (CurvePoints - 1.0);
            var linear = v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(curve.AsSpan(12 + 2 * i), (ushort)Math.Round(linear * 65535));
        }
        return curve;
    }

    static byte[] Xyz(double x, double y, double z) => [.. "XYZ \0\0\0\0"u8, .. Fixed(x), .. Fixed(y), .. Fixed(z)];

    static byte[] Text(string text) => [.. "text\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(text), 0];

    // 6.5.17: ASCII, then a Unicode and a Macintosh description, both empty.
    static byte[] Description(string text) =>
        [.. "desc\0\0\0\0"u8, .. Number(text.Length + 1), .. Encoding.ASCII.GetBytes(text), 0, .. new byte[8 + 3 + 67]];

    static byte[] Fixed(double value) => Number((int)Math.Round(value * 65536));

    static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
