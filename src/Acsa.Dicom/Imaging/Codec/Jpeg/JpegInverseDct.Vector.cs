using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <content>
/// The same arithmetic on eight columns, then eight rows at a time, for samples of eight bits. Between the two, values are 16-bit numbers,
/// saturated; those of undamaged streams stay eight times below that.
/// </content>
internal static partial class JpegInverseDct
{
    private const int ScaleBits = 2;

    /// <summary>
    /// Turns 64 dequantised coefficients in natural order into 8 × 8 samples of eight bits, rows
    /// <paramref name="stride"/> bytes apart.
    /// </summary>
    public static void Transform(ReadOnlySpan<int> block, Span<byte> target, int stride)
    {
        // The one check for the unchecked accesses below: 64 coefficients, and room for the last row.
        ref var source = ref MemoryMarshal.GetReference(block[..64]);
        ref var first = ref MemoryMarshal.GetReference(target[..(7 * stride + 8)]);

        var (x0, x1) = (Vector256.LoadUnsafe(ref source, 0), Vector256.LoadUnsafe(ref source, 8));
        var (x2, x3) = (Vector256.LoadUnsafe(ref source, 16), Vector256.LoadUnsafe(ref source, 24));
        var (x4, x5) = (Vector256.LoadUnsafe(ref source, 32), Vector256.LoadUnsafe(ref source, 40));
        var (x6, x7) = (Vector256.LoadUnsafe(ref source, 48), Vector256.LoadUnsafe(ref source, 56));
        OneDimension(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7, ConstantBits - ScaleBits);

        var (r0, r1, r2, r3) = (Narrow(x0), Narrow(x1), Narrow(x2), Narrow(x3));
        var (r4, r5, r6, r7) = (Narrow(x4), Narrow(x5), Narrow(x6), Narrow(x7));
        Lanes.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        (x0, x1, x2, x3) = (Widen(r0), Widen(r1), Widen(r2), Widen(r3));
        (x4, x5, x6, x7) = (Widen(r4), Widen(r5), Widen(r6), Widen(r7));
        OneDimension(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7, ConstantBits + ScaleBits + 3);

        (r0, r1, r2, r3) = (Narrow(x0), Narrow(x1), Narrow(x2), Narrow(x3));
        (r4, r5, r6, r7) = (Narrow(x4), Narrow(x5), Narrow(x6), Narrow(x7));
        Lanes.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Store(r0, r1, ref first, stride);
        Store(r2, r3, ref Unsafe.Add(ref first, 2 * stride), stride);
        Store(r4, r5, ref Unsafe.Add(ref first, 4 * stride), stride);
        Store(r6, r7, ref Unsafe.Add(ref first, 6 * stride), stride);
    }

    /// <summary>Eight transforms of eight values, one in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneDimension(
        ref Vector256<int> x0, ref Vector256<int> x1, ref Vector256<int> x2, ref Vector256<int> x3,
        ref Vector256<int> x4, ref Vector256<int> x5, ref Vector256<int> x6, ref Vector256<int> x7, int shift)
    {
        var half = Vector256.Create(1 << (shift - 1));
        var rotation = (x2 + x6) * F0541;
        var low = rotation - x6 * F1847;
        var high = rotation + x2 * F0765;
        var sum = ((x0 + x4) << ConstantBits) + half;
        var difference = ((x0 - x4) << ConstantBits) + half;
        var (even0, even1, even2, even3) = (sum + high, difference + low, difference - low, sum - high);

        var z5 = (x7 + x3 + x5 + x1) * F1175;
        var z1 = (x7 + x1) * -F0899;
        var z2 = (x5 + x3) * -F2562;
        var z3 = (x7 + x3) * -F1961 + z5;
        var z4 = (x5 + x1) * -F0390 + z5;
        var (odd0, odd1) = (x1 * F1501 + z1 + z4, x3 * F3072 + z2 + z3);
        var (odd2, odd3) = (x5 * F2053 + z2 + z4, x7 * F0298 + z1 + z3);

        (x0, x7) = ((even0 + odd0) >> shift, (even0 - odd0) >> shift);
        (x1, x6) = ((even1 + odd1) >> shift, (even1 - odd1) >> shift);
        (x2, x5) = ((even2 + odd2) >> shift, (even2 - odd2) >> shift);
        (x3, x4) = ((even3 + odd3) >> shift, (even3 - odd3) >> shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Narrow(Vector256<int> values) =>
        Vector128.NarrowWithSaturation(values.GetLower(), values.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(Vector128<short> values) => Vector256.WidenLower(values.ToVector256Unsafe());

    /// <summary>Undoes the level shift, clamps and writes two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<short> upper, Vector128<short> lower, ref byte target, int stride)
    {
        // Saturated to −128…127, flipping the sign bit adds 128.
        var bytes = Vector128.NarrowWithSaturation(upper, lower).AsByte() ^ Vector128.Create((byte)0x80);
        Unsafe.WriteUnaligned(ref target, bytes.AsUInt64()[0]);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, stride), bytes.AsUInt64()[1]);
    }
}
