namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// The inverse DCT of ITU-T T.81 A.3.3 in integers: Loeffler, Ligtenberg and Moschytz' 11-multiplication form with 13-bit constants,
/// rounding
/// where libjpeg's "islow" rounds, so that decoded samples equal those of the DICOM toolkits built on libjpeg.
/// </summary>
internal static partial class JpegInverseDct
{
    private const int ConstantBits = 13;

    // Multiples of cos(k·π/16) and their sums, as the factorisation needs them, times 2^13.
    private const int F0298 = 2446;
    private const int F0390 = 3196;
    private const int F0541 = 4433;
    private const int F0765 = 6270;
    private const int F0899 = 7373;
    private const int F1175 = 9633;
    private const int F1501 = 12299;
    private const int F1847 = 15137;
    private const int F1961 = 16069;
    private const int F2053 = 16819;
    private const int F2562 = 20995;
    private const int F3072 = 25172;

    /// <summary>
    /// Turns 64 dequantised coefficients in natural order into samples, level shift and clamping included. The block is overwritten.
    /// <paramref name="precision"/> is 8 or 12 bits; twelve leave one bit less for the intermediate scale.
    /// </summary>
    public static void Transform(Span<int> block, int precision)
    {
        var scaleBits = precision == 8 ? 2 : 1;
        var centre = 1 << (precision - 1);
        var maximum = (1 << precision) - 1;
        block = block[..64];

        for (var column = 0; column < 8; column++) TransformColumn(block[column..], scaleBits);
        for (var row = 0; row < 64; row += 8) TransformRow(block.Slice(row, 8), scaleBits, centre, maximum);
    }

    /// <summary>The sample value of a block that has only a DC coefficient.</summary>
    public static int Flat(int dc, int precision)
    {
        var scaleBits = precision == 8 ? 2 : 1;
        var value = Descale(dc << scaleBits, scaleBits + 3) + (1 << (precision - 1));
        return Math.Clamp(value, 0, (1 << precision) - 1);
    }

    private static void TransformColumn(Span<int> b, int scaleBits)
    {
        if ((b[8] | b[16] | b[24] | b[32] | b[40] | b[48] | b[56]) == 0)
        {
            var dc = b[0] << scaleBits;
            b[0] = b[8] = b[16] = b[24] = b[32] = b[40] = b[48] = b[56] = dc;
            return;
        }
        var even = Even(b[0], b[16], b[32], b[48]);
        var odd = Odd(b[8], b[24], b[40], b[56]);
        var shift = ConstantBits - scaleBits;
        b[0] = Descale(even.A + odd.A, shift);
        b[56] = Descale(even.A - odd.A, shift);
        b[8] = Descale(even.B + odd.B, shift);
        b[48] = Descale(even.B - odd.B, shift);
        b[16] = Descale(even.C + odd.C, shift);
        b[40] = Descale(even.C - odd.C, shift);
        b[24] = Descale(even.D + odd.D, shift);
        b[32] = Descale(even.D - odd.D, shift);
    }

    private static void TransformRow(Span<int> b, int scaleBits, int centre, int maximum)
    {
        var even = Even(b[0], b[2], b[4], b[6]);
        var odd = Odd(b[1], b[3], b[5], b[7]);
        var shift = ConstantBits + scaleBits + 3;
        b[0] = Math.Clamp(Descale(even.A + odd.A, shift) + centre, 0, maximum);
        b[7] = Math.Clamp(Descale(even.A - odd.A, shift) + centre, 0, maximum);
        b[1] = Math.Clamp(Descale(even.B + odd.B, shift) + centre, 0, maximum);
        b[6] = Math.Clamp(Descale(even.B - odd.B, shift) + centre, 0, maximum);
        b[2] = Math.Clamp(Descale(even.C + odd.C, shift) + centre, 0, maximum);
        b[5] = Math.Clamp(Descale(even.C - odd.C, shift) + centre, 0, maximum);
        b[3] = Math.Clamp(Descale(even.D + odd.D, shift) + centre, 0, maximum);
        b[4] = Math.Clamp(Descale(even.D - odd.D, shift) + centre, 0, maximum);
    }

    private static (int A, int B, int C, int D) Even(int x0, int x2, int x4, int x6)
    {
        var rotation = (x2 + x6) * F0541;
        var low = rotation - x6 * F1847;
        var high = rotation + x2 * F0765;
        var sum = (x0 + x4) << ConstantBits;
        var difference = (x0 - x4) << ConstantBits;
        return (sum + high, difference + low, difference - low, sum - high);
    }

    private static (int A, int B, int C, int D) Odd(int x1, int x3, int x5, int x7)
    {
        var z5 = (x7 + x3 + x5 + x1) * F1175;
        var z1 = (x7 + x1) * -F0899;
        var z2 = (x5 + x3) * -F2562;
        var z3 = (x7 + x3) * -F1961 + z5;
        var z4 = (x5 + x1) * -F0390 + z5;
        return (x1 * F1501 + z1 + z4, x3 * F3072 + z2 + z3, x5 * F2053 + z2 + z4, x7 * F0298 + z1 + z3);
    }

    private static int Descale(int value, int shift) => (value + (1 << (shift - 1))) >> shift;
}
