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
            throw new ArgumentException($"A {width}×{height} mask needs {(long)width * height} values, not {pixels.LongLength}.", nameof(pixels));
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

    /// <summary>How many pixels are inside.</summary>
    public int CountInside()
    {
        var count = 0;
        foreach (var pixel in Pixels) count += pixel;
        return count;
    }

    /// <summary>Whether another mask has the same size and the same pixels inside.</summary>
    public bool HasSamePixels(Mask other) => Width == other.Width && Height == other.Height && Pixels.AsSpan().SequenceEqual(other.Pixels);
}
