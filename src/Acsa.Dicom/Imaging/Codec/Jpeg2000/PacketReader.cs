using System.Buffers.Binary;
using System.Numerics;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>Reads the packets of one tile (ITU-T T.800 B.9, B.10): which code-blocks get which bytes. Nothing is decoded yet.</summary>
/// <param name="packed">The packet headers where they stand apart (A.7.4, A.7.5); null where each stands before its packet.</param>
internal sealed class PacketReader(CodingDefaults defaults, DecodingWork work, byte[]? packed = null)
{
    private int _packedPosition;
    private readonly List<(CodeBlock Block, int Length)> _pending = [];

    /// <summary>Reads one packet of <paramref name="data"/> at <paramref name="position"/> and returns where the next begins.</summary>
    public int Read(ReadOnlySpan<byte> data, int position, int layer, Precinct precinct)
    {
        // A.8.1: | FF91 | length 4 | packet number |; a packet header never begins so.
        if (defaults.MayHaveSop && StartsWith(data, position, Jpeg2000Marker.StartOfPacket)) position += 6;
        ReadOnlySpan<byte> headers = packed is null ? data : packed;
        var at = packed is null ? position : _packedPosition;
        if (at >= headers.Length) throw Jpeg2000Failure.PacketsEnd();

        _pending.Clear();
        var reader = new PacketBitReader(headers, at);
        if (reader.ReadBit() == 1)
        {
            foreach (var band in precinct.Bands)
            {
                work.Add(band.Count);
                for (var i = 0; i < band.Count; i++) ReadBlockHeader(ref reader, band, i, layer, precinct.Component);
            }
        }
        at = reader.End();
        if (defaults.HasEph)
        {
            if (!StartsWith(headers, at, Jpeg2000Marker.EndOfPacketHeader))
                throw Jpeg2000Failure.Damaged("a packet header does not end with its marker");
            at += 2;
        }
        if (packed is null) position = at;
        else _packedPosition = at;
        foreach (var (block, length) in _pending)
        {
            if (length > data.Length - position) throw Jpeg2000Failure.PacketsEnd();
            block.Chunks.Add((position, length));
            position += length;
        }
        return position;
    }

    private static bool StartsWith(ReadOnlySpan<byte> data, int position, ushort marker) =>
        position + 2 <= data.Length && BinaryPrimitives.ReadUInt16BigEndian(data[position..]) == marker;

    private void ReadBlockHeader(ref PacketBitReader reader, PrecinctBand band, int index, int layer, TileComponent component)
    {
        CodeBlock block;
        if (!band.IsIncluded(index))
        {
            if (!band.Inclusion!.IsBelow(ref reader, index, layer + 1)) return;
            block = band.Block(index);
            var planes = band.Band.BitPlanes + component.RegionShift;
            block.BitPlanes = planes - band.MissingPlanes!.Read(ref reader, index, Math.Max(planes, 0));
            if (block.BitPlanes > Jpeg2000Limits.BitPlanes)
                throw Jpeg2000Failure.NotDecoded($"more than {Jpeg2000Limits.BitPlanes} bit planes in a code-block");
            block.IsIncluded = true;
        }
        else
        {
            if (reader.ReadBit() == 0) return;
            block = band.Block(index);
        }

        var passes = ReadPasses(ref reader);
        // D.3: the first bit plane has a clean-up pass only, every other one three.
        if (block.Passes + passes > Math.Max(0, 3 * block.BitPlanes - 2))
            throw Jpeg2000Failure.Damaged("a code-block has more coding passes than bit planes for them");
        while (reader.ReadBit() == 1)
        {
            if (++block.LengthBits > 31) throw Jpeg2000Failure.Damaged("a code-block's length has more than 31 bits");
        }
        ReadLengths(ref reader, block, passes, component.Style.Blocks);
    }

    /// <summary>B.10.7.2: one length for each code-word segment that these passes go to.</summary>
    private void ReadLengths(ref PacketBitReader reader, CodeBlock block, int passes, BlockStyle style)
    {
        while (passes > 0)
        {
            var taken = Math.Min(passes, CodeBlock.PassesToBoundary(block.Passes, style));
            var bits = block.LengthBits + BitOperations.Log2((uint)taken);
            if (bits > 31) throw Jpeg2000Failure.Damaged("a code-block's length has more than 31 bits");
            var length = reader.ReadBits(bits);
            if (block.Segments.Count > 0 && ContinuesSegment(block, style))
            {
                var (earlier, bytes) = block.Segments[^1];
                block.Segments[^1] = (earlier + taken, (int)Math.Min((long)bytes + length, int.MaxValue));
            }
            else
            {
                block.Segments.Add((taken, length));
            }
            _pending.Add((block, length));
            block.Passes += taken;
            passes -= taken;
        }
    }

    private static bool ContinuesSegment(CodeBlock block, BlockStyle style)
    {
        if ((style & BlockStyle.TerminateEachPass) != 0) return false;
        if ((style & BlockStyle.Bypass) == 0) return true;
        // Boundaries lie before pass 10 and then before the first raw and the clean-up pass of every plane.
        return block.Passes < 10 || (block.Passes - 10) % 3 == 1;
    }

    /// <summary>Table B.4.</summary>
    private static int ReadPasses(ref PacketBitReader reader)
    {
        if (reader.ReadBit() == 0) return 1;
        if (reader.ReadBit() == 0) return 2;
        var value = reader.ReadBits(2);
        if (value < 3) return 3 + value;
        value = reader.ReadBits(5);
        return value < 31 ? 6 + value : 37 + reader.ReadBits(7);
    }
}
