using Acsa.Dicom.Imaging.LUT;
using Acsa.Dicom.Imaging.Mathematics;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging.Render;

/// <summary>A frame of unsigned 8-bit grey values or palette indices.</summary>
public class GrayscalePixelDataU8 : IPixelData
{
    /// <summary>Wraps <paramref name="data"/>, a byte a pixel. Throws DicomImagingException when there are too few.</summary>
    public GrayscalePixelDataU8(int width, int height, IByteBuffer data) : this(width, height, data.Data)
    {
    }

    private protected GrayscalePixelDataU8(int width, int height, byte[] data)
    {
        if (data.Length < (long)width * height)
            throw new DicomImagingException($"{data.Length} bytes are too few for {width} × {height} pixels.");
        (Width, Height, Data) = (width, height, data);
    }

    /// <inheritdoc />
    public int Width { get; }

    /// <inheritdoc />
    public int Height { get; }

    /// <inheritdoc />
    public int Components => 1;

    /// <summary>
    /// The values, row by row; possibly the stored bytes themselves, so not to be changed. May be longer than the frame by padding.
    /// </summary>
    public byte[] Data { get; }

    /// <inheritdoc />
    public double GetPixel(int x, int y) => Data[y * Width + x];

    /// <inheritdoc />
    public DicomRange<double> GetMinMax() => PixelArithmetic.MinMax(Frame, null);

    /// <inheritdoc />
    public DicomRange<double> GetMinMax(int padding) => PixelArithmetic.MinMax(Frame, padding);

    /// <inheritdoc />
    public Histogram GetHistogram(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(channel, 0);
        return PixelArithmetic.Count(Frame, byte.MinValue, byte.MaxValue);
    }

    /// <inheritdoc />
    public virtual IPixelData Rescale(double scale) => PixelArithmetic.Scaled(Width, Height, scale) is { } size
        ? new GrayscalePixelDataU8(size.Width, size.Height, PixelArithmetic.Resample(Frame, (Width, Height), size))
        : this;

    /// <inheritdoc />
    public void Render(ILUT? lut, int[] output) => PixelArithmetic.Render(Frame, lut, output);

    private ReadOnlySpan<byte> Frame => Data.AsSpan(0, Width * Height);
}
