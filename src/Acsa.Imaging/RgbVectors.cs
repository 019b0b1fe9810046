using System.Runtime.Intrinsics;

namespace Acsa.Imaging;

/// <summary>Sixteen neighbouring pixels at a time: R G B interleaved to three vectors, and back from grey.</summary>
internal static class RgbVectors
{
    /// <summary>Pixels in a vector.</summary>
    public const int Pixels = 16;

    private const byte None = 0xFF; // An index beyond the vector gives 0.

    /// <summary>The channels of the first sixteen pixels.</summary>
    public static (Vector128<byte> R, Vector128<byte> G, Vector128<byte> B) Load(ReadOnlySpan<byte> rgb)
    {
        var (a, b, c) = (Vector128.Create(rgb), Vector128.Create(rgb[16..]), Vector128.Create(rgb[32..]));
        const byte n = None;
        return (
            Vector128.Shuffle(a, Vector128.Create((byte)0, 3, 6, 9, 12, 15, n, n, n, n, n, n, n, n, n, n))
            | Vector128.Shuffle(b, Vector128.Create((byte)n, n, n, n, n, n, 2, 5, 8, 11, 14, n, n, n, n, n))
            | Vector128.Shuffle(c, Vector128.Create((byte)n, n, n, n, n, n, n, n, n, n, n, 1, 4, 7, 10, 13)),
            Vector128.Shuffle(a, Vector128.Create((byte)1, 4, 7, 10, 13, n, n, n, n, n, n, n, n, n, n, n))
            | Vector128.Shuffle(b, Vector128.Create((byte)n, n, n, n, n, 0, 3, 6, 9, 12, 15, n, n, n, n, n))
            | Vector128.Shuffle(c, Vector128.Create((byte)n, n, n, n, n, n, n, n, n, n, n, 2, 5, 8, 11, 14)),
            Vector128.Shuffle(a, Vector128.Create((byte)2, 5, 8, 11, 14, n, n, n, n, n, n, n, n, n, n, n))
            | Vector128.Shuffle(b, Vector128.Create((byte)n, n, n, n, n, 1, 4, 7, 10, 13, n, n, n, n, n, n))
            | Vector128.Shuffle(c, Vector128.Create((byte)n, n, n, n, n, n, n, n, n, n, 0, 3, 6, 9, 12, 15)));
    }

    /// <summary><see cref="ImageConversions.Luma"/> of sixteen pixels.</summary>
    public static Vector128<byte> Luma(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b)
    {
        var ((r0, r1), (g0, g1), (b0, b1)) = (Wide(r), Wide(g), Wide(b));
        var sixteen = Vector256.Narrow(Eight(r0, g0, b0), Eight(r1, g1, b1));
        return Vector128.Narrow(sixteen.GetLower(), sixteen.GetUpper());

        static (Vector256<uint>, Vector256<uint>) Wide(Vector128<byte> channel)
        {
            var (low, high) = Vector128.Widen(channel);
            return Vector256.Widen(Vector256.Create(low, high));
        }

        static Vector256<uint> Eight(Vector256<uint> r, Vector256<uint> g, Vector256<uint> b) =>
            (19595 * r + 38470 * g + 7471 * b + Vector256.Create(32768u)) >> 16;
    }

    /// <summary>Three equal channels of sixteen grey levels.</summary>
    public static void StoreGrey(Vector128<byte> grey, Span<byte> rgb)
    {
        Vector128.Shuffle(grey, Vector128.Create((byte)0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5)).CopyTo(rgb);
        Vector128.Shuffle(grey, Vector128.Create((byte)5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10)).CopyTo(rgb[16..]);
        Vector128.Shuffle(grey, Vector128.Create((byte)10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15)).CopyTo(rgb[32..]);
    }
}
