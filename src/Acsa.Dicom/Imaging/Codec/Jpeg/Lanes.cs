using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>Rearrangements of vector lanes that the portable vector types lack.</summary>
internal static class Lanes
{
    /// <summary>
    /// Zips the lower halves of two vectors: a0 b0 a1 b1 …; the last line holds on any little endian processor.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> ZipLow(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported) return Sse2.UnpackLow(a, b);
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipLow(a, b);
        return (Vector128.WidenLower(a.AsUInt16()) | Vector128.ShiftLeft(Vector128.WidenLower(b.AsUInt16()), 16)).AsInt16();
    }

    /// <summary>Zips the upper halves of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> ZipHigh(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported) return Sse2.UnpackHigh(a, b);
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ZipHigh(a, b);
        return (Vector128.WidenUpper(a.AsUInt16()) | Vector128.ShiftLeft(Vector128.WidenUpper(b.AsUInt16()), 16)).AsInt16();
    }

    /// <summary>Transposes eight rows of eight: three times, every row is zipped with the one four further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(
        ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7)
    {
        var (a0, a1, a2, a3) = (ZipLow(r0, r4), ZipHigh(r0, r4), ZipLow(r1, r5), ZipHigh(r1, r5));
        var (a4, a5, a6, a7) = (ZipLow(r2, r6), ZipHigh(r2, r6), ZipLow(r3, r7), ZipHigh(r3, r7));
        var (b0, b1, b2, b3) = (ZipLow(a0, a4), ZipHigh(a0, a4), ZipLow(a1, a5), ZipHigh(a1, a5));
        var (b4, b5, b6, b7) = (ZipLow(a2, a6), ZipHigh(a2, a6), ZipLow(a3, a7), ZipHigh(a3, a7));
        (r0, r1, r2, r3) = (ZipLow(b0, b4), ZipHigh(b0, b4), ZipLow(b1, b5), ZipHigh(b1, b5));
        (r4, r5, r6, r7) = (ZipLow(b2, b6), ZipHigh(b2, b6), ZipLow(b3, b7), ZipHigh(b3, b7));
    }
}
