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
}
