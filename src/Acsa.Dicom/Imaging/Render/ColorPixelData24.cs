using Acsa.Dicom.Imaging.LUT;
using Acsa.Dicom.Imaging.Mathematics;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging.Render;

/// <summary>A frame of RGB pixels, three bytes each.</summary>
public class ColorPixelData24 : IPixelData
{
    /// <summary>Wraps <paramref name="data"/>, interleaved. Throws DicomImagingException when there are too few bytes.</summary>
    public ColorPixelData24(int width, int height, IByteBuffer data) : this(width, height, data.Data)
    {
    }

    internal ColorPixelData24(int width, int height, byte[] data)
    {
        if (data.Length < 3L * width * height)
            throw new DicomImagingException($"{data.Length} bytes are too few for {width} × {height} RGB pixels.");
        (Width, Height, Data) = (width, height, data);
    }

    /// <inheritdoc />
    public int Width { get; }

    /// <inheritdoc />
    public int Height { get; }

    /// <inheritdoc />
    public int Components => 3;

    /// <summary>Red, green and blue of each pixel, row by row; possibly the stored bytes themselves, so not to be changed.</summary>
    public byte[] Data { get; }

    /// <inheritdoc />
    public double GetPixel(int x, int y)
    {
        var at = 3 * (y * Width + x);
        return (Data[at] << 16) | (Data[at + 1] << 8) | Data[at + 2];
    }

    /// <inheritdoc />
    public DicomRange<double> GetMinMax() => PixelArithmetic.MinMax(Samples, null);

    /// <inheritdoc />
    public DicomRange<double> GetMinMax(int padding) => PixelArithmetic.MinMax(Samples, padding);

    /// <inheritdoc />
    public Histogram GetHistogram(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channel, 2);
        return PixelArithmetic.Count(Samples, byte.MinValue, byte.MaxValue, channel, 3);
    }

    /// <inheritdoc />
    public IPixelData Rescale(double scale) => PixelArithmetic.Scaled(Width, Height, scale) is { } size
        ? new ColorPixelData24(size.Width, size.Height, PixelArithmetic.Resample(Samples, (Width, Height), size, 3))
        : this;

    /// <inheritdoc />
    public void Render(ILUT? lut, int[] output)
    {
        for (int i = 0, at = 0; i < Width * Height; i++, at += 3)
        {
            var (red, green, blue) = lut is null
                ? (Data[at], Data[at + 1], Data[at + 2])
                : ((int)lut[Data[at]], (int)lut[Data[at + 1]], (int)lut[Data[at + 2]]);
            output[i] = 0xFF << 24 | red << 16 | green << 8 | blue;
        }
    }

    private ReadOnlySpan<byte> Samples => Data.AsSpan(0, 3 * Width * Height);
}
