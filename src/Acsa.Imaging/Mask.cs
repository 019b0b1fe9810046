using System.Numerics;
using System.Runtime.Intrinsics;

namespace Acsa.Imaging;

/// <summary>A binary mask, row by row from the top left: 1 inside, 0 outside.</summary>
public sealed class Mask
{
    /// <summary>Wraps <paramref name="pixels"/>, exactly width × height values of 0 or 1; the array is not copied.</summary>
    public Mask(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException($"A {width}×{height} mask needs {(long)width * height} values, not {pixels.LongLength}.",
                nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>An empty mask.</summary>
    public Mask(int width, int height) : this(width, height, new byte[checked(width * height)]) { }

    public int Width { get; }
    public int Height { get; }

    /// <summary>The values, index y × Width + x.</summary>
    public byte[] Pixels { get; }

    public bool this[int x, int y]
    {
        get => Pixels[y * Width + x] != 0;
        set => Pixels[y * Width + x] = value ? (byte)1 : (byte)0;
    }

    /// <summary>The next run of pixels inside at or after column <paramref name="from"/> of a row: columns [start, end).</summary>
    public bool NextRun(int row, int from, out int start, out int end) =>
        MaskRuns.TryNext(Pixels.AsSpan(row * Width, Width), from, 1, out start, out end);

    /// <summary>How many pixels are inside.</summary>
    public int CountInside() => Pixels.AsSpan().Count((byte)1);

    /// <summary>How many pixels are inside of both masks, which are of one size.</summary>
    public int CountCommon(Mask other)
    {
        if (other.Width != Width || other.Height != Height)
            throw new ArgumentException($"The mask is {Width}×{Height}, the other {other.Width}×{other.Height}.", nameof(other));
        var (own, others, count) = (Pixels, other.Pixels, 0);
        var i = 0;
        for (; i <= own.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var both = Vector256.Create(own, i) & Vector256.Create(others, i);
            count += BitOperations.PopCount(Vector256.Equals(both, Vector256<byte>.One).ExtractMostSignificantBits());
        }

        for (; i < own.Length; i++) count += own[i] & others[i];
        return count;
    }

    /// <summary>Whether another mask has the same size and the same pixels inside.</summary>
    public bool HasSamePixels(Mask other) => Width == other.Width && Height == other.Height && Pixels.AsSpan().SequenceEqual(other.Pixels);

    /// <summary>What is outside becomes inside, in place.</summary>
    internal void Invert()
    {
        var i = 0;
        for (; i <= Pixels.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            (Vector256.Create(Pixels, i) ^ Vector256<byte>.One).CopyTo(Pixels, i);
        for (; i < Pixels.Length; i++) Pixels[i] ^= 1;
    }
}
