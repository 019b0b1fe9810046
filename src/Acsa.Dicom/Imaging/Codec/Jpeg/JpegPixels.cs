using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Acsa.Dicom.Imaging.Render;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>Rows of three components to a row of pixels, sixteen at a time.</summary>
internal static class JpegPixels
{
    /// <summary>Puts the components side by side.</summary>
    public static void Interleave(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> target)
    {
        Check(first, second, third, target);
        ref var a = ref MemoryMarshal.GetReference(first);
        ref var b = ref MemoryMarshal.GetReference(second);
        ref var c = ref MemoryMarshal.GetReference(third);
        ref var to = ref MemoryMarshal.GetReference(target);
        var x = 0;
        for (; x <= first.Length - 16; x += 16)
        {
            var at = (nuint)x;
            Store(Vector128.LoadUnsafe(ref a, at), Vector128.LoadUnsafe(ref b, at), Vector128.LoadUnsafe(ref c, at), ref to, 3 * at);
        }
        for (; x < first.Length; x++) (target[3 * x], target[3 * x + 1], target[3 * x + 2]) = (first[x], second[x], third[x]);
    }

    /// <summary>
    /// YBR_FULL to RGB (PS3.3 C.7.6.3.1.2), in the fixed-point arithmetic of <see cref="ColourConversion.YbrFullToRgb"/>.
    /// </summary>
    public static void InterleaveAsRgb(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> target)
    {
        Check(y, cb, cr, target);
        ref var a = ref MemoryMarshal.GetReference(y);
        ref var b = ref MemoryMarshal.GetReference(cb);
        ref var c = ref MemoryMarshal.GetReference(cr);
        ref var to = ref MemoryMarshal.GetReference(target);
        var x = 0;
        for (; x <= y.Length - 16; x += 16)
        {
            var at = (nuint)x;
            var luminance = Widen(Vector128.LoadUnsafe(ref a, at));
            var blue = Widen(Vector128.LoadUnsafe(ref b, at)) - Vector256.Create((short)128);
            var red = Widen(Vector128.LoadUnsafe(ref c, at)) - Vector256.Create((short)128);
            var (blueLow, blueHigh) = Vector256.Widen(blue);
            var (redLow, redHigh) = Vector256.Widen(red);
            Store(
                Narrow(luminance + Scale(redLow * ColourConversion.RedOfCrFactor, redHigh * ColourConversion.RedOfCrFactor)),
                Narrow(luminance + Scale(
                    blueLow * ColourConversion.GreenOfCbFactor + redLow * ColourConversion.GreenOfCrFactor,
                    blueHigh * ColourConversion.GreenOfCbFactor + redHigh * ColourConversion.GreenOfCrFactor)),
                Narrow(luminance + Scale(blueLow * ColourConversion.BlueOfCbFactor, blueHigh * ColourConversion.BlueOfCbFactor)),
                ref to, 3 * at);
        }
        var rest = target[(3 * x)..];
        Interleave(y[x..], cb[x..], cr[x..], rest);
        ColourConversion.YbrFullToRgb(rest[..(3 * (y.Length - x))]);
    }

    /// <summary>What the unchecked accesses rely on.</summary>
    private static void Check(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(third.Length, first.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, 3 * first.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widen(Vector128<byte> bytes) => Vector256.WidenLower(bytes.ToVector256Unsafe()).AsInt16();

    /// <summary>Rounds 16 fraction bits away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Scale(Vector256<int> low, Vector256<int> high)
    {
        var half = Vector256.Create(1 << 15);
        return Vector256.Narrow((low + half) >> 16, (high + half) >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector256<short> values)
    {
        var bytes = Vector256.Min(Vector256.Max(values, Vector256<short>.Zero), Vector256.Create((short)255)).AsUInt16();
        return Vector128.Narrow(bytes.GetLower(), bytes.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, ref byte to, nuint at)
    {
        // Indices beyond 15 give zeros, so that each byte comes from one of the three.
        const byte N = 0xFF;
        (Vector128.Shuffle(a, Vector128.Create(0, N, N, 1, N, N, 2, N, N, 3, N, N, 4, N, N, 5))
            | Vector128.Shuffle(b, Vector128.Create(N, 0, N, N, 1, N, N, 2, N, N, 3, N, N, 4, N, N))
            | Vector128.Shuffle(c, Vector128.Create(N, N, 0, N, N, 1, N, N, 2, N, N, 3, N, N, 4, N))).StoreUnsafe(ref to, at);
        (Vector128.Shuffle(a, Vector128.Create(N, N, 6, N, N, 7, N, N, 8, N, N, 9, N, N, 10, N))
            | Vector128.Shuffle(b, Vector128.Create(5, N, N, 6, N, N, 7, N, N, 8, N, N, 9, N, N, 10))
            | Vector128.Shuffle(c, Vector128.Create(N, 5, N, N, 6, N, N, 7, N, N, 8, N, N, 9, N, N))).StoreUnsafe(ref to, at + 16);
        (Vector128.Shuffle(a, Vector128.Create(N, 11, N, N, 12, N, N, 13, N, N, 14, N, N, 15, N, N))
            | Vector128.Shuffle(b, Vector128.Create(N, N, 11, N, N, 12, N, N, 13, N, N, 14, N, N, 15, N))
            | Vector128.Shuffle(c, Vector128.Create(10, N, N, 11, N, N, 12, N, N, 13, N, N, 14, N, N, 15))).StoreUnsafe(ref to, at + 32);
    }
}
