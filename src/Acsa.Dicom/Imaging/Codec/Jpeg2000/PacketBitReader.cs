namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>Reads the bits of a packet header: after a byte FF the next one carries only seven (ITU-T T.800 B.10.1).</summary>
internal ref struct PacketBitReader(ReadOnlySpan<byte> data, int position)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position = position;
    private int _byte;
    private int _count;

    public int ReadBit()
    {
        if (_count == 0)
        {
            if (_position >= _data.Length) Jpeg2000Failure.ThrowPacketsEnd();
            _count = _byte == 0xFF ? 7 : 8;
            _byte = _data[_position++];
        }
        return (_byte >> --_count) & 1;
    }

    /// <summary>Reads up to 31 bits.</summary>
    public int ReadBits(int count)
    {
        var value = 0;
        for (; count > 0; count--) value = (value << 1) | ReadBit();
        return value;
    }

    /// <summary>Where the packet goes on: the header is padded to a byte, and to one more after FF.</summary>
    public readonly int End()
    {
        var end = _byte == 0xFF ? _position + 1 : _position;
        if (end > _data.Length) Jpeg2000Failure.ThrowPacketsEnd();
        return end;
    }
}
