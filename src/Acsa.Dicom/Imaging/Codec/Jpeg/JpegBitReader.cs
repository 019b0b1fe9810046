using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// Reads the bits of entropy-coded segments: drops the zero byte stuffed after FF (ITU-T T.81 B.1.1.5) and never reads past a marker.
/// Past the end it hands out zeros; <see cref="Overrun"/> then says so, and the caller asks once per block instead of once per bit.
/// </summary>
internal ref partial struct JpegBitReader(ReadOnlySpan<byte> data, int position)
{
    /// <summary>The longest code and the most additional bits: what <see cref="Fill"/> at least makes available.</summary>
    private const int MostBits = 32;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position = position;

    /// <summary>The next bits, highest first. Below the first <see cref="_count"/> lie zeros or bits of the byte that is next.</summary>
    private ulong _bits;
    private int _count;
    private int _invented;

    /// <summary>The first byte not yet taken: at a marker or before it.</summary>
    public readonly int Position => _position;

    /// <summary>True once bits were taken that the stream does not hold.</summary>
    public readonly bool Overrun => _count < _invented;

    /// <summary>A DC difference: a Huffman-coded size and that many bits as a signed number (T.81 F.2.2.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadDifference(JpegHuffmanTable table)
    {
        if (_count < MostBits) Fill(ref _bits, ref _count);
        var entry = table.Lookup[(int)(_bits >> (64 - JpegHuffmanTable.LookupBits))];
        if ((entry & JpegHuffmanTable.HasValue) == 0) return ReadLongDifference(table, entry);
        Skip(ref _bits, ref _count, entry & 31);
        return entry >> 16;
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

    private int ReadLongDifference(JpegHuffmanTable table, int entry)
    {
        var size = ReadSymbol(table, entry, ref _bits, ref _count);
        if (size > 15) JpegFailure.ThrowBadCode();
        return size == 0 ? 0 : ReceiveExtend(size, ref _bits, ref _count);
    }

    /// <summary>The symbol of an entry without value; one of a code that is longer than the look-up where the entry is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadSymbol(JpegHuffmanTable table, int entry, ref ulong bits, ref int count)
    {
        if (entry != 0)
        {
            Skip(ref bits, ref count, entry & 31);
            return (entry >> 8) & 0xFF;
        }
        var length = table.DecodeLong((int)(bits >> 48), out var symbol);
        Skip(ref bits, ref count, length);
        return symbol;
    }

    /// <summary>RECEIVE and EXTEND (T.81 F.2.2.1): 1 to 15 bits as a signed difference or coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReceiveExtend(int size, ref ulong bits, ref int count)
    {
        var value = (int)(bits >> (64 - size));
        Skip(ref bits, ref count, size);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Skip(ref ulong bits, ref int count, int number)
    {
        bits <<= number;
        count -= number;
    }

    /// <summary>
    /// Tops <paramref name="bits"/> up to at least <see cref="MostBits"/>: up to eight bytes at once where none of them is FF, the usual
    /// case. The caller may hold them in registers of its own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill(scoped ref ulong bits, scoped ref int count)
    {
        if (_invented == 0 && _position <= _data.Length - 8)
        {
            var next = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_data), _position));
            if (BitConverter.IsLittleEndian) next = BinaryPrimitives.ReverseEndianness(next);
            if (((~next - 0x0101_0101_0101_0101) & next & 0x8080_8080_8080_8080) == 0)
            {
                // Whole bytes are counted; bits of one that does not fit whole are put there again next time.
                bits |= next >> count;
                _position += (63 - count) >> 3;
                count |= 56;
                return;
            }
        }
        (bits, count) = FillByBytes(bits, count);
    }

    private (ulong Bits, int Count) FillByBytes(ulong bits, int count)
    {
        for (; count <= 56; count += 8) bits |= (ulong)NextByte() << (56 - count);
        return (bits, count);
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
