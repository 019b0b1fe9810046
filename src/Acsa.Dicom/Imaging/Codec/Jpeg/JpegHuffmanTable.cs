namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// A Huffman table ready for decoding: codes up to nine bits by one look-up, longer ones by comparison (ITU-T T.81 annex C, F.2.2.3).
/// </summary>
internal sealed class JpegHuffmanTable
{
    public const int LookupBits = 9;
    private const int MaxCodeLength = 16;

    private readonly byte[] _values;
    /// <summary>Per length: the largest code of it, left-aligned to 16 bits, plus one; so that codes compare without shifting.</summary>
    private readonly int[] _limit = new int[MaxCodeLength + 2];
    private readonly int[] _offset = new int[MaxCodeLength + 1];

    private JpegHuffmanTable(byte[] values) => _values = values;

    /// <summary>For the next nine bits: code length in the high byte, symbol in the low one; 0 where the code is longer.</summary>
    public ushort[] Lookup { get; } = new ushort[1 << LookupBits];

    /// <summary>
    /// Builds the table from BITS and HUFFVAL (T.81 B.2.4.2, C.2). Throws DicomCodecException when the code lengths overflow.
    /// </summary>
    public static JpegHuffmanTable Create(ReadOnlySpan<byte> bits, ReadOnlySpan<byte> values)
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
                if (length > LookupBits) continue;

                var entry = (ushort)((length << 8) | values[index]);
                table.Lookup.AsSpan(code << (LookupBits - length), 1 << (LookupBits - length)).Fill(entry);
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
}
