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
}
