namespace Acsa.Imaging;

/// <summary>An 8-bit grey image, row by row from the top left, 0 black to 255 white.</summary>
public sealed class GreyImage
{
    /// <summary>Wraps <paramref name="pixels"/>, which must hold exactly width × height values; the array is not copied.</summary>
    public GreyImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException($"A {width}×{height} grey image needs {(long)width * height} values, not {pixels.LongLength}.",
                nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>A black image.</summary>
    public GreyImage(int width, int height) : this(width, height, new byte[checked(width * height)]) { }

    public int Width { get; }
    public int Height { get; }

    /// <summary>The values, index y × Width + x.</summary>
    public byte[] Pixels { get; }

    public byte this[int x, int y]
    {
        get => Pixels[y * Width + x];
        set => Pixels[y * Width + x] = value;
    }
}
