using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>The tables in force while a stream is read: quantization, Huffman, restart interval (ITU-T T.81 B.2.4).</summary>
internal sealed class JpegTables
{
    /// <summary>Zig-zag position to natural (row-major) position (T.81 figure A.6).</summary>
    public static ReadOnlySpan<byte> NaturalOrder =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    private readonly int[]?[] _quantization = new int[]?[4];
    private readonly JpegHuffmanTable?[] _dc = new JpegHuffmanTable?[4];
    private readonly JpegHuffmanTable?[] _ac = new JpegHuffmanTable?[4];

    /// <summary>MCUs between restart markers; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Quantization steps in zig-zag order.</summary>
    public int[] Quantization(int index) => _quantization[index] ?? throw JpegFailure.MissingTable("quantization", index);

    public JpegHuffmanTable Dc(int index) => _dc[index] ?? throw JpegFailure.MissingTable("DC Huffman", index);

    public JpegHuffmanTable Ac(int index) => _ac[index] ?? throw JpegFailure.MissingTable("AC Huffman", index);

    /// <summary>DQT (T.81 B.2.4.1): one or more tables of | precision and index | 64 steps of 8 or 16 bits |.</summary>
    public void ReadQuantization(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var wide = segment[0] >> 4;
            var index = segment[0] & 15;
            if (wide > 1 || index > 3) throw JpegFailure.Segment("DQT", "precision or table index is out of range");
            var size = 64 << wide;
            if (segment.Length < 1 + size) throw JpegFailure.Segment("DQT", "it ends inside a table");
            var steps = new int[64];
            for (var i = 0; i < 64; i++)
                steps[i] = wide == 0 ? segment[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + 2 * i)..]);
            _quantization[index] = steps;
            segment = segment[(1 + size)..];
        }
    }

    /// <summary>DHT (T.81 B.2.4.2): one or more tables of | class and index | 16 counts | values |.</summary>
    public void ReadHuffman(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            if (segment.Length < 17) throw JpegFailure.Segment("DHT", "it ends inside a table");
            var (kind, index) = (segment[0] >> 4, segment[0] & 15);
            if (kind > 1 || index > 3) throw JpegFailure.Segment("DHT", "table class or index is out of range");
            var bits = segment.Slice(1, 16);
            var count = 0;
            foreach (var n in bits) count += n;
            if (count > 256) throw JpegFailure.Segment("DHT", "a table has more than 256 values");
            if (segment.Length < 17 + count) throw JpegFailure.Segment("DHT", "it ends inside a table");
            (kind == 0 ? _dc : _ac)[index] = JpegHuffmanTable.Create(bits, segment.Slice(17, count), isAc: kind == 1);
            segment = segment[(17 + count)..];
        }
    }

    /// <summary>DRI (T.81 B.2.4.4).</summary>
    public void ReadRestartInterval(ReadOnlySpan<byte> segment)
    {
        if (segment.Length != 2) throw JpegFailure.Segment("DRI", "its length is not 4");
        RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
    }
}
