using System.Buffers.Binary;
using System.Runtime.Intrinsics;
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

    /// <summary>
    /// Whether a frame, counted from 0 among frames of as many pixels, has a bit for each pixel that is not 0 and no other: compared as it
    /// is packed, 32 pixels at once. There must be as many bits.
    /// </summary>
    public static bool Shows(ReadOnlySpan<byte> packed, int frame, ReadOnlySpan<byte> pixels)
    {
        var position = (long)frame * pixels.Length;
        var (at, shift) = ((int)(position >> 3), (int)(position & 7));
        var i = 0;
        for (; i + 32 <= pixels.Length; i += 32, at += 4)
        {
            var expected = ~Vector256.Equals(Vector256.Create(pixels.Slice(i, 32)), Vector256<byte>.Zero).ExtractMostSignificantBits();
            ulong bits = BinaryPrimitives.ReadUInt32LittleEndian(packed[at..]);
            if (shift != 0) bits |= (ulong)packed[at + 4] << 32;
            if ((uint)(bits >> shift) != expected) return false;
        }
        for (var bit = position + i; i < pixels.Length; i++, bit++)
            if (Bit(packed, bit) != (pixels[i] == 0 ? 0 : 1)) return false;
        return true;
    }

    static byte Bit(ReadOnlySpan<byte> packed, long position) => (byte)(packed[(int)(position >> 3)] >> (int)(position & 7) & 1);

    static void Append(Span<byte> packed, long position, ReadOnlySpan<byte> pixels)
    {
        var (at, shift) = ((int)(position >> 3), (int)(position & 7));
        var i = 0;
        for (; i + 32 <= pixels.Length; i += 32, at += 4)
        {
            // Moves the lowest bit of each byte to its highest place, from where one instruction gathers 32 of them.
            ulong bits = (Vector256.Create(pixels.Slice(i, 32)).AsUInt16() << 7).AsByte().ExtractMostSignificantBits();
            bits <<= shift;
            BinaryPrimitives.WriteUInt32LittleEndian(packed[at..], BinaryPrimitives.ReadUInt32LittleEndian(packed[at..]) | (uint)bits);
            if (shift != 0) packed[at + 4] |= (byte)(bits >> 32);
        }
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
