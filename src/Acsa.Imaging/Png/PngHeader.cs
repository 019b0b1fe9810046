using System.Buffers.Binary;

namespace Acsa.Imaging;

/// <summary>PNG 11.2.1 IHDR: | 0..3 width | 4..7 height | 8 bit depth | 9 colour type | 10 compression | 11 filter | 12 interlace
/// |.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColourType ColourType, bool Interlaced)
{
    public const int Size = 13;

    public int Channels => ColourType switch
    {
        PngColourType.Grey or PngColourType.Palette => 1,
        PngColourType.GreyAlpha => 2,
        PngColourType.Rgb => 3,
        _ => 4,
    };

    public int BitsPerPixel => Channels * BitDepth;

    /// <summary>PNG 9.2: distance in bytes to the "corresponding byte" of the pixel to the left, at least 1.</summary>
    public int FilterDistance => Math.Max(1, BitsPerPixel / 8);

    public int RowBytes(int width) => (int)(((long)width * BitsPerPixel + 7) / 8);

    public static PngHeader Read(ReadOnlySpan<byte> ihdr)
    {
        if (ihdr.Length != Size) throw new PngFormatException($"IHDR holds {ihdr.Length} bytes, not {Size}.");
        var width = BinaryPrimitives.ReadUInt32BigEndian(ihdr);
        var height = BinaryPrimitives.ReadUInt32BigEndian(ihdr[4..]);
        if (width == 0 || height == 0) throw new PngFormatException("An image side is 0.");
        if (width > Limits.PngMaxSide || height > Limits.PngMaxSide)
            throw new PngFormatException($"The image is {width}×{height}; PngMaxSide is {Limits.PngMaxSide}.");
        if ((long)width * height > Limits.PngMaxPixels)
            throw new PngFormatException($"The image has {(long)width * height} pixels; PngMaxPixels is {Limits.PngMaxPixels}.");
        var (depth, type) = (ihdr[8], (PngColourType)ihdr[9]);
        if (!IsAllowed(depth, type)) throw new PngFormatException($"Colour type {ihdr[9]} with bit depth {depth} does not exist.");
        if (ihdr[10] != 0 || ihdr[11] != 0) throw new PngFormatException("Unknown compression or filter method.");
        if (ihdr[12] > 1) throw new PngFormatException($"Unknown interlace method {ihdr[12]}.");
        return new((int)width, (int)height, depth, type, ihdr[12] == 1);
    }

    // PNG table 12: the bit depths that each colour type may have.
    private static bool IsAllowed(int depth, PngColourType type) => type switch
    {
        PngColourType.Grey => depth is 1 or 2 or 4 or 8 or 16,
        PngColourType.Palette => depth is 1 or 2 or 4 or 8,
        PngColourType.Rgb or PngColourType.GreyAlpha or PngColourType.Rgba => depth is 8 or 16,
        _ => false,
    };
}
