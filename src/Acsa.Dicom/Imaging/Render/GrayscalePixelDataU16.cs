using Acsa.Dicom.Imaging.LUT;
using Acsa.Dicom.Imaging.Mathematics;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging.Render;

/// <summary>A frame of unsigned grey values or palette indices of up to 16 bits, bits outside Bits Stored removed.</summary>
public class GrayscalePixelDataU16 : IPixelData
{
    /// <summary>
    /// Unpacks <paramref name="data"/>, one byte or two little endian ones a pixel. Throws DicomImagingException when there are too few.
    /// </summary>
    public GrayscalePixelDataU16(int width, int height, BitDepth bitDepth, IByteBuffer data)
    {
        (Width, Height) = (width, height);
        Data = new ushort[width * height];
        var samples = StoredSamples.Read(data.Data, Data.Length, bitDepth);
        for (var i = 0; i < Data.Length; i++) Data[i] = (ushort)samples[i];
    }

    private GrayscalePixelDataU16(int width, int height, ushort[] data) => (Width, Height, Data) = (width, height, data);

    /// <inheritdoc />
    public int Width { get; }

    /// <inheritdoc />
    public int Height { get; }

    /// <inheritdoc />
    public int Components => 1;

    /// <summary>The values, row by row.</summary>
    public ushort[] Data { get; }

    /// <inheritdoc />
    public double GetPixel(int x, int y) => Data[y * Width + x];

    /// <inheritdoc />
    public DicomRange<double> GetMinMax() => PixelArithmetic.MinMax<ushort>(Data, null);

    /// <inheritdoc />
    public DicomRange<double> GetMinMax(int padding) => PixelArithmetic.MinMax<ushort>(Data, padding);

    /// <inheritdoc />
    public Histogram GetHistogram(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(channel, 0);
        return PixelArithmetic.Count<ushort>(Data, ushort.MinValue, ushort.MaxValue);
    }

    /// <inheritdoc />
    public IPixelData Rescale(double scale) => PixelArithmetic.Scaled(Width, Height, scale) is { } size
        ? new GrayscalePixelDataU16(size.Width, size.Height, PixelArithmetic.Resample<ushort>(Data, (Width, Height), size))
        : this;

    /// <inheritdoc />
    public void Render(ILUT? lut, int[] output) => PixelArithmetic.Render<ushort>(Data, lut, output);
}
