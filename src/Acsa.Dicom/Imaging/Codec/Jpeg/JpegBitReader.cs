using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// Reads the bits of entropy-coded segments: drops the zero byte stuffed after FF (ITU-T T.81 B.1.1.5) and never reads past a marker.
/// Past the end it hands out zeros; <see cref="Overrun"/> then says so, and the caller asks once per block instead of once per bit.
/// </summary>
internal ref struct JpegBitReader(ReadOnlySpan<byte> data, int position)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position = position;
    private ulong _bits;
    private int _count;
    private int _invented;

    /// <summary>The first byte not yet taken: at a marker or before it.</summary>
    public readonly int Position => _position;

    /// <summary>True once bits were taken that the stream does not hold.</summary>
    public readonly bool Overrun => _count < _invented;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int DecodeSymbol(JpegHuffmanTable table)
    {
        if (_count < 16) Fill();
        var entry = table.Lookup[(int)(_bits >> (_count - JpegHuffmanTable.LookupBits)) & ((1 << JpegHuffmanTable.LookupBits) - 1)];
        if (entry != 0)
        {
            _count -= entry >> 8;
            return entry & 0xFF;
        }
        _count -= table.DecodeLong((int)(_bits >> (_count - 16)) & 0xFFFF, out var symbol);
        return symbol;
    }

    /// <summary>RECEIVE and EXTEND (T.81 F.2.2.1): <paramref name="size"/> bits, 1–16, as a signed difference or coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReceiveExtend(int size)
    {
        if (_count < size) Fill();
        _count -= size;
        var value = (int)(_bits >> _count) & ((1 << size) - 1);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// <summary>Drops the padding bits and takes restart marker RST<paramref name="number"/> (T.81 F.2.2.5, E.2.4).</summary>
    public void ReadRestart(int number)
    {
        if (Overrun) JpegFailure.ThrowEntropyDataEnds();
        if (_count - _invented >= 8) throw JpegFailure.Restart(number, -1);
        _bits = 0;
        _count = _invented = 0;
        if (_position + 1 >= _data.Length) JpegFailure.ThrowEntropyDataEnds();
        if (_data[_position] != 0xFF) throw JpegFailure.Restart(number, -1);
        // T.81 B.1.1.2: any number of FF fill bytes may stand before a marker.
        while (_position + 1 < _data.Length && _data[_position + 1] == 0xFF) _position++;
        if (_position + 1 >= _data.Length) JpegFailure.ThrowEntropyDataEnds();
        var marker = _data[_position + 1];
        if (marker != JpegMarker.Restart0 + number) throw JpegFailure.Restart(number, marker);
        _position += 2;
    }

    /// <summary>Tops the buffer up to at least 32 bits.</summary>
    private void Fill()
    {
        while (_count <= 32)
        {
            if (_invented == 0 && _position + 4 <= _data.Length)
            {
                var word = BinaryPrimitives.ReadUInt32BigEndian(_data[_position..]);
                // Four bytes at once where none of them is FF: the usual case.
                if (((~word - 0x01010101u) & word & 0x80808080u) == 0)
                {
                    _bits = (_bits << 32) | word;
                    _count += 32;
                    _position += 4;
                    return;
                }
            }
            _bits = (_bits << 8) | NextByte();
            _count += 8;
        }
    }

    private uint NextByte()
    {
        if (_position < _data.Length)
        {
            var value = _data[_position];
            if (value != 0xFF)
            {
                _position++;
                return value;
            }
            if (_position + 1 < _data.Length && _data[_position + 1] == 0)
            {
                _position += 2;
                return 0xFF;
            }
        }
        _invented += 8;
        return 0;
    }
}
