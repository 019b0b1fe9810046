using System.Buffers.Binary;
using System.IO.Compression;

namespace Acsa.Imaging;

/// <summary>Writes 8-bit grey and 8-bit RGB PNG (W3C PNG specification, third edition), not interlaced.</summary>
public static class PngWriter
{
    /// <summary>Writes a grey image.</summary>
    public static void Write(Stream target, GreyImage image) =>
        Write(target, image.Width, image.Height, PngColourType.Grey, image.Pixels);

    /// <summary>Writes a colour image.</summary>
    public static void Write(Stream target, RgbImage image) =>
        Write(target, image.Width, image.Height, PngColourType.Rgb, image.Pixels);

    /// <summary>Writes a mask as a grey image: 255 inside, 0 outside.</summary>
    public static void Write(Stream target, Mask mask)
    {
        var values = new byte[mask.Pixels.Length];
        for (var i = 0; i < values.Length; i++) values[i] = mask.Pixels[i] != 0 ? (byte)255 : (byte)0;
        Write(target, mask.Width, mask.Height, PngColourType.Grey, values);
    }

    /// <summary>Writes a grey image to a file, replacing one that is there.</summary>
    public static void Write(string path, GreyImage image)
    {
        using var file = File.Create(path);
        Write(file, image);
    }

    /// <summary>Writes a colour image to a file, replacing one that is there.</summary>
    public static void Write(string path, RgbImage image)
    {
        using var file = File.Create(path);
        Write(file, image);
    }

    /// <summary>Writes a mask to a file (255 inside, 0 outside), replacing one that is there.</summary>
    public static void Write(string path, Mask mask)
    {
        using var file = File.Create(path);
        Write(file, mask);
    }

    private static void Write(Stream target, int width, int height, PngColourType type, byte[] pixels)
    {
        target.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]); // PNG 5.2
        Span<byte> ihdr = stackalloc byte[PngHeader.Size];
        ihdr.Clear();
        BinaryPrimitives.WriteInt32BigEndian(ihdr, width);
        BinaryPrimitives.WriteInt32BigEndian(ihdr[4..], height);
        (ihdr[8], ihdr[9]) = (8, (byte)type);
        WriteChunk(target, "IHDR"u8, ihdr);
        WriteChunk(target, "IDAT"u8, Compress(height, type == PngColourType.Grey ? 1 : 3, pixels));
        WriteChunk(target, "IEND"u8, []);
    }

    private static ReadOnlySpan<byte> Compress(int height, int channels, byte[] pixels)
    {
        var rowBytes = pixels.Length / height;
        var (scratch, best, zeros) = (new byte[rowBytes + 1], new byte[rowBytes + 1], new byte[rowBytes]);
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                var above = y == 0 ? zeros : pixels.AsSpan((y - 1) * rowBytes, rowBytes);
                PngFilter.Choose(pixels.AsSpan(y * rowBytes, rowBytes), above, channels, scratch, best);
                zlib.Write(best);
            }
        }
        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(Stream target, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        target.Write(word);
        target.Write(type);
        target.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.Compute(type, data));
        target.Write(word);
    }
}
