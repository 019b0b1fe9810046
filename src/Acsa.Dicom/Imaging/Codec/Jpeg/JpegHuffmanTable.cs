namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// A Huffman table ready for decoding: codes up to ten bits by one look-up, together with the bits that follow them where all fit into ten;
/// longer codes by comparison (ITU-T T.81 annex C, F.2.2.3).
/// </summary>
internal sealed class JpegHuffmanTable
{
    public const int LookupBits = 10;

    /// <summary>Set in an entry of <see cref="Lookup"/> that holds the value too.</summary>
    public const int HasValue = 0x80;

    private const int MaxCodeLength = 16;

    private readonly byte[] _values;
    /// <summary>Per length: the largest code of it, left-aligned to 16 bits, plus one; so that codes compare without shifting.</summary>
    private readonly int[] _limit = new int[MaxCodeLength + 2];
    private readonly int[] _offset = new int[MaxCodeLength + 1];

    private JpegHuffmanTable(byte[] values) => _values = values;

    /// <summary>
    /// For the next ten bits: | 0..4 bits to take | 7 <see cref="HasValue"/> | 8..15 symbol | 16..31 the value that the additional bits
    /// stand for, taken with them |; 0 where the code is longer than ten bits.
    /// </summary>
    public int[] Lookup { get; } = new int[1 << LookupBits];

    /// <summary>
    /// Builds the table from BITS and HUFFVAL (T.81 B.2.4.2, C.2). Throws DicomCodecException when the code lengths overflow.
    /// <paramref name="isAc"/>: symbols are run and size; else they are sizes.
    /// </summary>
    public static JpegHuffmanTable Create(ReadOnlySpan<byte> bits, ReadOnlySpan<byte> values, bool isAc)
    {
        var table = new JpegHuffmanTable(values.ToArray());
        var code = 0;
        var index = 0;
        for (var length = 1; length <= MaxCodeLength; length++)
        {
            table._offset[length] = index - code;
            for (var i = 0; i < bits[length - 1]; i++, code++, index++)
            {
                if (code >= 1 << length) throw JpegFailure.Segment("DHT", $"more codes of length {length} than there is room for");
                if (length <= LookupBits) table.Enter(code, length, values[index], isAc);
            }
            table._limit[length] = code << (MaxCodeLength - length);
            code <<= 1;
        }
        table._limit[MaxCodeLength + 1] = int.MaxValue;
        return table;
    }

    /// <summary>
    /// The length of the code that <paramref name="next16"/> (the next sixteen bits) begins with, and its symbol. For codes that are not in
    /// <see cref="Lookup"/>.
    /// </summary>
    public int DecodeLong(int next16, out int symbol)
    {
        var length = 1;
        while (next16 >= _limit[length]) length++;
        if (length > MaxCodeLength) JpegFailure.ThrowBadCode();
        symbol = _values[(next16 >> (MaxCodeLength - length)) + _offset[length]];
        return length;
    }

    private void Enter(int code, int length, byte symbol, bool isAc)
    {
        var free = LookupBits - length;
        var entries = Lookup.AsSpan(code << free, 1 << free);
        var size = isAc ? symbol & 15 : symbol;
        // Without additional bits a difference is 0; an AC symbol is then no coefficient but a run or the end of the block.
        if (size > free || (isAc && size == 0))
        {
            entries.Fill((symbol << 8) | length);
            return;
        }
        for (var i = 0; i < entries.Length; i++)
        {
            var additional = i >> (free - size);
            // F.2.2.1, EXTEND.
            var value = size == 0 ? 0 : additional < 1 << (size - 1) ? additional - (1 << size) + 1 : additional;
            entries[i] = (value << 16) | (symbol << 8) | HasValue | (length + size);
        }
    }
}
