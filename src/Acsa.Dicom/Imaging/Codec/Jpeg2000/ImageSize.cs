using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>The SIZ segment (ITU-T T.800 A.5.1): image and tiles on the reference grid, and the precision of all components.</summary>
internal sealed record ImageSize(
    int X0, int Y0, int X1, int Y1, int TileX0, int TileY0, uint TileWidth, uint TileHeight, int Components, int Precision, bool IsSigned)
{
    public int Width => X1 - X0;

    public int Height => Y1 - Y0;

    public int TilesWide => (int)((X1 - TileX0 + (long)TileWidth - 1) / TileWidth);

    public int TilesHigh => (int)((Y1 - TileY0 + (long)TileHeight - 1) / TileHeight);

    /// <summary>
    /// Reads the segment's payload: | 0 Rsiz | 2 Xsiz | 6 Ysiz | 10 XOsiz | 14 YOsiz | 18 XTsiz | 22 YTsiz | 26 XTOsiz | 30 YTOsiz |
    /// 34 Csiz | then 3 bytes a component |. Throws DicomCodecException where it is invalid, not decoded, or not what
    /// <paramref name="expected"/> says.
    /// </summary>
    public static ImageSize Parse(ReadOnlySpan<byte> segment, JpegExpectation expected, bool signed)
    {
        if (segment.Length < 39) throw Jpeg2000Failure.Segment("SIZ", "it is shorter than its fixed part");
        var count = BinaryPrimitives.ReadUInt16BigEndian(segment[34..]);
        if (segment.Length != 36 + 3 * count) throw Jpeg2000Failure.Segment("SIZ", $"its length does not fit {count} components");
        if (count is not (1 or 3)) throw Jpeg2000Failure.NotDecoded($"{count} components (one or three are)");

        Span<uint> grid = stackalloc uint[8];
        for (var i = 0; i < 8; i++) grid[i] = BinaryPrimitives.ReadUInt32BigEndian(segment[(2 + 4 * i)..]);
        var (x1, y1, x0, y0) = (grid[0], grid[1], grid[2], grid[3]);
        var (tileWidth, tileHeight, tileX0, tileY0) = (grid[4], grid[5], grid[6], grid[7]);
        if (x1 > Jpeg2000Limits.Coordinate || y1 > Jpeg2000Limits.Coordinate)
            throw Jpeg2000Failure.Segment("SIZ", $"the image lies beyond coordinate {Jpeg2000Limits.Coordinate}");
        // B.3: the first tile holds part of the image.
        if (x0 >= x1 || y0 >= y1 || tileWidth == 0 || tileHeight == 0 || tileX0 > x0 || tileY0 > y0
            || tileX0 + (ulong)tileWidth <= x0 || tileY0 + (ulong)tileHeight <= y0)
            throw Jpeg2000Failure.Segment("SIZ", "image and tiles do not overlap as they must");

        var size = new ImageSize((int)x0, (int)y0, (int)x1, (int)y1, (int)tileX0, (int)tileY0, tileWidth, tileHeight, count,
            (segment[36] & 0x7F) + 1, (segment[36] & 0x80) != 0);
        for (var c = 0; c < count; c++)
        {
            var component = segment.Slice(36 + 3 * c, 3);
            if (component[1] != 1 || component[2] != 1) throw Jpeg2000Failure.NotDecoded("subsampled components");
            if (component[0] != segment[36]) throw Jpeg2000Failure.NotDecoded("components of different precision");
        }
        size.Check(expected, signed);
        return size;
    }

    private void Check(JpegExpectation expected, bool signed)
    {
        if (Width != expected.Columns || Height != expected.Rows)
        {
            throw new DicomCodecException(
                $"The JPEG 2000 codestream is {Width} × {Height} pixels; the data set says {expected.Columns} × {expected.Rows}.");
        }
        if (Components != expected.SamplesPerPixel)
        {
            throw new DicomCodecException(
                $"The JPEG 2000 codestream has {Components} components; the data set says {expected.SamplesPerPixel} samples per pixel.");
        }
        if (expected.BitsAllocated is not (8 or 16))
            throw new DicomCodecException($"JPEG 2000 pixel data with {expected.BitsAllocated} bits allocated are not decoded.");
        if (Precision > expected.BitsAllocated)
            throw Jpeg2000Failure.Segment("SIZ", $"{Precision} bits do not fit the {expected.BitsAllocated} bits allocated");
        if (IsSigned != signed)
            throw Jpeg2000Failure.Segment("SIZ", "its samples' sign is not what Pixel Representation says");
        if ((long)TilesWide * TilesHigh > Jpeg2000Limits.Tiles)
            throw Jpeg2000Failure.Segment("SIZ", $"it makes more than {Jpeg2000Limits.Tiles} tiles");
    }
}
