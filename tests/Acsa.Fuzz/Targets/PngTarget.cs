using System.Buffers.Binary;
using Acsa.Imaging;

namespace Acsa.Fuzz;

/// <summary>PNG files: chunks are changed and their check sums put right again, else nothing behind them would be reached.</summary>
internal sealed class PngTarget : FuzzTarget
{
    private const int SignatureLength = 8;

    public override string Name => "png";

    public override int Weight => 20;

    public override IEnumerable<byte[]> Seeds()
    {
        using var grey = new MemoryStream();
        PngWriter.Write(grey, new GreyImage(9, 7, [.. Enumerable.Range(0, 63).Select(i => (byte)(i * 5))]));
        yield return grey.ToArray();
        using var colour = new MemoryStream();
        PngWriter.Write(colour, new RgbImage(9, 7, [.. Enumerable.Range(0, 189).Select(i => (byte)(i * 5))]));
        yield return colour.ToArray();
    }

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        var changed = random.OneIn(3) ? Header(input, random) : ByteMutator.Mutate(input, other, random,
            Math.Min(SignatureLength, input.Length));
        return random.OneIn(8) ? changed : WithCheckSums(changed);
    }

    public override object? Read(byte[] input)
    {
        var image = PngReader.ReadRgb(input);
        _ = PngReader.ReadMask(input);
        // Depth, colour and interlace: what was read has them.
        return $"{image.Width < 64} {input[24]} {input[25]} {input[28]}";
    }

    public override bool IsDocumented(Exception error) => error is PngFormatException;

    public override long DeclaredBytes(byte[] input) => input.Length < 24 ? 0
        : 2 * 3 * Math.Min(Acsa.Imaging.Limits.PngMaxPixels,
            (long)BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(16)) * BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(20)));

    // | 8 length | 12 "IHDR" | 16 width | 20 height | 24 depth | 25 colour | 26 compression | 27 filter | 28 interlace |
    private static byte[] Header(byte[] input, FuzzRandom random)
    {
        if (input.Length < 33) return input;
        return ByteMutator.Changed(input, b =>
        {
            switch (random.Next(4))
            {
                case 0: BinaryPrimitives.WriteUInt32BigEndian(b.AsSpan(16 + 4 * random.Next(2)), random.OneIn(8) ? random.Interesting()
                    : (uint)random.Next(40)); break;
                case 1: b[24] = random.Pick<byte>([1, 2, 4, 8, 16, 3]); break;
                case 2: b[25] = random.Pick<byte>([0, 2, 3, 4, 6, 1]); break;
                default: b[28] = (byte)random.Next(3); break;
            }
        });
    }

    // | length 4 | type 4 | data | CRC 4 |
    private static byte[] WithCheckSums(byte[] input)
    {
        var copy = (byte[])input.Clone();
        for (var at = SignatureLength; at + 12 <= copy.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(copy.AsSpan(at));
            if (length > copy.Length - at - 12) break;
            var end = at + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(end), Crc(copy.AsSpan(at + 4, 4 + (int)length)));
            at = end + 4;
        }
        return copy;
    }

    // PNG annex D.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }
        return ~crc;
    }
}
