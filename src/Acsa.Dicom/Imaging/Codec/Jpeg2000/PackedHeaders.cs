using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>Packet headers that stand in PPM or PPT segments instead of before their packets (ITU-T T.800 A.7.4, A.7.5).</summary>
internal sealed class PackedHeaders
{
    private readonly SortedDictionary<byte, byte[]> _segments = [];
    private byte[]? _joined;
    private int _position;

    public bool IsEmpty => _segments.Count == 0;

    /// <summary>Takes a segment's payload: | 0 index, by which the segments of one header are put in order | 1.. bytes |.</summary>
    public void Take(string name, ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 2) throw Jpeg2000Failure.Segment(name, "it is too short");
        if (!_segments.TryAdd(segment[0], segment[1..].ToArray()))
            throw Jpeg2000Failure.Segment(name, $"index {segment[0]} occurs twice in one header");
    }

    /// <summary>The bytes of all segments in the order of their indices.</summary>
    public byte[] Join() => _joined ??= [.. _segments.Values.SelectMany(bytes => bytes)];

    /// <summary>PPM: | 0..3 length | bytes | for one tile-part after the other as they follow in the stream; across segments,
    /// too.</summary>
    public byte[] NextTilePart()
    {
        var bytes = Join();
        if (_position + 4 > bytes.Length) throw Jpeg2000Failure.Segment("PPM", "it ends before the last tile-part's packet headers");
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(_position));
        _position += 4;
        if (length > bytes.Length - _position) throw Jpeg2000Failure.Segment("PPM", "it ends inside a tile-part's packet headers");
        _position += (int)length;
        return bytes[(_position - (int)length).._position];
    }
}
