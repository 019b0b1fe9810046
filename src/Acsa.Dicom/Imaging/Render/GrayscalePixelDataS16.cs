using Acsa.Dicom.Imaging.LUT;
using Acsa.Dicom.Imaging.Mathematics;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging.Render;

/// <summary>A frame of signed grey values of up to 16 bits, the sign taken from the highest stored bit.</summary>
public class GrayscalePixelDataS16 : IPixelData
{
    /// <summary>
    /// Unpacks <paramref name="data"/>, one byte or two little endian ones a pixel. Throws DicomImagingException when there are too few.
    /// </summary>
    public GrayscalePixelDataS16(int width, int height, BitDepth bitDepth, IByteBuffer data)
    {
        (Width, Height) = (width, height);
        Data = new short[width * height];
        var samples = StoredSamples.Read(data.Data, Data.Length, bitDepth);
        for (var i = 0; i < Data.Length; i++) Data[i] = (short)samples[i];
    }

    private GrayscalePixelDataS16(int width, int height, short[] data) => (Width, Height, Data) = (width, height, data);

    /// <inheritdoc />
    public int Width { get; }

    /// <inheritdoc />
    public int Height { get; }

    /// <inheritdoc />
    public int Components => 1;

    /// <summary>The values, row by row.</summary>
    public short[] Data { get; }

    /// <inheritdoc />
    public double GetPixel(int x, int y) => Data[y * Width + x];

    /// <inheritdoc />
    public DicomRange<double> GetMinMax() => PixelArithmetic.MinMax<short>(Data, null);

    /// <inheritdoc />
    public DicomRange<double> GetMinMax(int padding) => PixelArithmetic.MinMax<short>(Data, padding);

    /// <inheritdoc />
    public Histogram GetHistogram(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(channel, 0);
        return PixelArithmetic.Count<short>(Data, short.MinValue, short.MaxValue);
    }

    /// <inheritdoc />
    public IPixelData Rescale(double scale) => PixelArithmetic.Scaled(Width, Height, scale) is { } size
        ? new GrayscalePixelDataS16(size.Width, size.Height, PixelArithmetic.Resample<short>(Data, (Width, Height), size))
        : this;

    /// <inheritdoc />
    public void Render(ILUT? lut, int[] output) => PixelArithmetic.Render<short>(Data, lut, output);
}
