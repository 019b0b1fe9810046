using System.Numerics;

namespace Acsa.Benchmarks.Codecs;

/// <summary>Writes lossless JPEG with first-order prediction (T.81 annex H) and one fixed Huffman table: streams to decode.</summary>
internal static class LosslessJpegWriter
{
    /// <summary>Code lengths of the categories 0 to 16, likely ones short; their codes follow from T.81 annex C.</summary>
    private static readonly byte[] Lengths = [3, 3, 3, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

    public static byte[] Encode(Picture picture)
    {
        var (n, wide) = (picture.Components, picture.Bits > 8);
        List<byte> stream = [0xFF, 0xD8, 0xFF, 0xC3, 0, (byte)(8 + 3 * n), (byte)picture.Bits,
            (byte)(picture.Height >> 8), (byte)picture.Height, (byte)(picture.Width >> 8), (byte)picture.Width, (byte)n];
        for (var c = 0; c < n; c++) stream.AddRange([(byte)(c + 1), 0x11, 0]);
        stream.AddRange([0xFF, 0xC4, 0, 19 + 17, 0]);
        for (var length = 1; length <= 16; length++) stream.Add((byte)Lengths.Count(l => l == length));
        for (var i = 0; i < 17; i++) stream.Add((byte)i);
        stream.AddRange([0xFF, 0xDA, 0, (byte)(6 + 2 * n), (byte)n]);
        for (var c = 0; c < n; c++) stream.AddRange([(byte)(c + 1), 0]);
        stream.AddRange([1, 0, 0]);

        var codes = Codes();
        var (bits, count) = (0UL, 0);
        void Put(int value, int length)
        {
            bits = (bits << length) | ((uint)value & ((1u << length) - 1));
            for (count += length; count >= 8; count -= 8)
            {
                var next = (byte)(bits >> (count - 8));
                stream.Add(next);
                if (next == 0xFF) stream.Add(0);
            }
        }
        int At(int x, int y, int c)
        {
            var i = (y * picture.Width + x) * n + c;
            return wide ? picture.Samples[2 * i] | picture.Samples[2 * i + 1] << 8 : picture.Samples[i];
        }
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                for (var c = 0; c < n; c++)
                {
                    var prediction = x > 0 ? At(x - 1, y, c) : y > 0 ? At(0, y - 1, c) : 1 << (picture.Bits - 1);
                    var difference = At(x, y, c) - prediction;
                    var category = difference == 0 ? 0 : BitOperations.Log2((uint)Math.Abs(difference)) + 1;
                    Put(codes[category], Lengths[category]);
                    if (category > 0) Put(difference > 0 ? difference : difference - 1, category);
                }
            }
        }
        if (count > 0) Put(0x7F, 8 - count);
        stream.AddRange([0xFF, 0xD9]);
        return [.. stream];
    }

    private static int[] Codes()
    {
        var codes = new int[Lengths.Length];
        for (int i = 1, code = 0; i < codes.Length; i++)
        {
            code = (code + 1) << (Lengths[i] - Lengths[i - 1]);
            codes[i] = code;
        }
        return codes;
    }
}
