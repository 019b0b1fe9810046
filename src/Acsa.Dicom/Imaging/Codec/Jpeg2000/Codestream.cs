using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>One tile's header and where its tile-parts' packets lie in the stream.</summary>
internal sealed class TileData(HeaderSegments header)
{
    public HeaderSegments Header => header;

    public List<(int Offset, int Length)> Parts { get; } = [];

    /// <summary>The packet headers of each tile-part where they do not stand before their packets.</summary>
    public List<byte[]> PacketHeaders { get; } = [];
}

/// <summary>A codestream's headers (ITU-T T.800 annex A), read without touching a packet.</summary>
internal sealed class Codestream
{
    private readonly HeaderSegments _main;

    private Codestream(ImageSize size, HeaderSegments main)
    {
        (Size, _main) = (size, main);
        Tiles = new TileData?[size.TilesWide * size.TilesHigh];
    }

    public ImageSize Size { get; }

    /// <summary>The tiles in raster order; every one is there once <see cref="Parse"/> has returned.</summary>
    public TileData?[] Tiles { get; }

    /// <summary>
    /// Reads main and tile-part headers. Throws DicomCodecException unless they are whole, decoded here and as the data set says.
    /// </summary>
    public static Codestream Parse(ReadOnlySpan<byte> stream, JpegExpectation expected, bool signed)
    {
        var position = 0;
        if (stream.Length < 4 || HeaderSegments.ReadMarker(stream, ref position) != Jpeg2000Marker.StartOfCodestream
            || HeaderSegments.ReadMarker(stream, ref position) != Jpeg2000Marker.ImageSize)
            throw Jpeg2000Failure.NotJpeg2000();
        var size = ImageSize.Parse(HeaderSegments.ReadSegment(stream, ref position, Jpeg2000Marker.ImageSize), expected, signed);
        // A.4.2: every tile has a tile-part header of 14 bytes at least.
        if ((long)size.TilesWide * size.TilesHigh * 14 > stream.Length) throw Jpeg2000Failure.PacketsEnd();

        var main = new HeaderSegments(size.Components);
        ushort marker;
        while ((marker = HeaderSegments.ReadMarker(stream, ref position)) != Jpeg2000Marker.StartOfTilePart)
            main.Take(marker, HeaderSegments.ReadSegment(stream, ref position, marker));

        var codestream = new Codestream(size, main);
        while (true)
        {
            position = codestream.ReadTilePart(stream, position);
            // The end marker may be missing: what counts is that every packet is there.
            if (position + 2 > stream.Length) break;
            marker = HeaderSegments.ReadMarker(stream, ref position);
            if (marker == Jpeg2000Marker.EndOfCodestream) break;
            if (marker != Jpeg2000Marker.StartOfTilePart) throw Jpeg2000Failure.Damaged($"{marker:X4} stands where a tile-part is due");
        }
        if (Array.IndexOf(codestream.Tiles, null) is var missing and >= 0) throw Jpeg2000Failure.Damaged($"tile {missing} is missing");
        return codestream;
    }

    /// <summary>A.4.2: | 0 tile | 2 Psot, from the marker's first byte; 0: to the stream's end | 6 tile-part | 7 tile-parts |.</summary>
    private int ReadTilePart(ReadOnlySpan<byte> stream, int position)
    {
        var start = position - 2;
        var sot = HeaderSegments.ReadSegment(stream, ref position, Jpeg2000Marker.StartOfTilePart);
        if (sot.Length != 8) throw Jpeg2000Failure.Segment("SOT", "its length is not 10");
        var index = BinaryPrimitives.ReadUInt16BigEndian(sot);
        var length = BinaryPrimitives.ReadUInt32BigEndian(sot[2..]);
        if (index >= Tiles.Length) throw Jpeg2000Failure.Segment("SOT", $"tile {index} is not one of the {Tiles.Length}");
        if (length > stream.Length - start) throw Jpeg2000Failure.Truncated($"a tile-part of tile {index}");
        var end = length == 0 ? stream.Length : start + (int)length;
        var tile = Tiles[index];
        if (sot[6] != (tile?.Parts.Count ?? 0)) throw Jpeg2000Failure.Segment("SOT", $"tile-parts of tile {index} are out of order");
        tile ??= Tiles[index] = new TileData(new HeaderSegments(Size.Components, _main));

        ushort marker;
        while ((marker = HeaderSegments.ReadMarker(stream, ref position)) != Jpeg2000Marker.StartOfData)
        {
            if (tile.Parts.Count > 0 && marker is (Jpeg2000Marker.CodingStyleDefault or Jpeg2000Marker.CodingStyleComponent
                or Jpeg2000Marker.QuantizationDefault or Jpeg2000Marker.QuantizationComponent))
                throw Jpeg2000Failure.Damaged("a tile's parameters change after its first tile-part");
            // A.6.6: a tile whose order changes says so from its first tile-part on.
            if (tile.Parts.Count > 0 && marker == Jpeg2000Marker.ProgressionOrderChange && !tile.Header.HasOwnProgressions)
                throw Jpeg2000Failure.Damaged("a tile's progression order changes without being given in its first tile-part");
            tile.Header.Take(marker, HeaderSegments.ReadSegment(stream, ref position, marker));
        }
        if (_main.PackedMain is { IsEmpty: false } packed) tile.PacketHeaders.Add(packed.NextTilePart());
        else if (tile.Header.TakePackedTilePart() is { } headers) tile.PacketHeaders.Add(headers);
        if (tile.PacketHeaders.Count != 0 && tile.PacketHeaders.Count != tile.Parts.Count + 1)
            throw Jpeg2000Failure.NotDecoded("packed packet headers (PPT) in some tile-parts of a tile only");
        if (position > end) throw Jpeg2000Failure.Segment("SOT", "the tile-part is shorter than its header");
        tile.Parts.Add((position, end - position));
        return end;
    }
}
