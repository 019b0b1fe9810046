using System.Buffers.Binary;
using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>
/// One-bit pixel data (PS3.5 8.1.1, 8.2): the bits of all frames follow each other without padding at row or frame ends, the first pixel in
/// the least significant bit of the first byte; one zero byte at the very end makes the length even.
/// </summary>
internal static class BitPacking
{
    public static byte[] Pack(IReadOnlyList<Mask> frames)
    {
        var bits = frames.Sum(frame => (long)frame.Pixels.Length);
        var packed = new byte[checked((int)((bits + 15) / 16 * 2))];
        long position = 0;
        foreach (var frame in frames)
        {
            Append(packed, position, frame.Pixels);
            position += frame.Pixels.Length;
        }
        return packed;
    }

    /// <summary>Reads one frame back, bit by bit.</summary>
    public static Mask Unpack(ReadOnlySpan<byte> packed, int frame, int width, int height)
    {
        var mask = new Mask(width, height);
        var position = (long)frame * width * height;
        for (var i = 0; i < mask.Pixels.Length; i++, position++)
            mask.Pixels[i] = (byte)(packed[(int)(position >> 3)] >> (int)(position & 7) & 1);
        return mask;
    }

    static void Append(Span<byte> packed, long position, ReadOnlySpan<byte> pixels)
    {
        var (at, shift) = ((int)(position >> 3), (int)(position & 7));
        var i = 0;
        for (; i + 8 <= pixels.Length; i += 8, at++)
        {
            // Gathers the lowest bits of eight bytes into one: each bit of the product's top byte receives one input bit, without carries.
            var lowest = BinaryPrimitives.ReadUInt64LittleEndian(pixels[i..]) & 0x0101_0101_0101_0101;
            var eight = (uint)(lowest * 0x0102_0408_1020_4080 >> 56);
            packed[at] |= (byte)(eight << shift);
            if (shift != 0) packed[at + 1] |= (byte)(eight >> 8 - shift);
        }
        for (var bit = position + i; i < pixels.Length; i++, bit++) packed[(int)(bit >> 3)] |= (byte)((pixels[i] & 1) << (int)(bit & 7));
    }
}
