using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging.Render;

/// <summary>
/// A frame of 1-bit pixels, unpacked to bytes 0 and 1; the first pixel is the lowest bit of the first byte (PS3.5 8.1.1).
/// </summary>
public class SingleBitPixelData : GrayscalePixelDataU8
{
    /// <summary>Unpacks <paramref name="data"/>. Throws DicomImagingException when there are too few bits.</summary>
    public SingleBitPixelData(int width, int height, IByteBuffer data) : base(width, height, Unpack(width, height, data.Data))
    {
    }

    private static byte[] Unpack(int width, int height, byte[] packed)
    {
        var pixels = new byte[width * height];
        if (packed.Length < (pixels.Length + 7) / 8)
            throw new DicomImagingException($"{packed.Length} bytes are too few for {width} × {height} one-bit pixels.");
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)((packed[i >> 3] >> (i & 7)) & 1);
        return pixels;
    }
}
