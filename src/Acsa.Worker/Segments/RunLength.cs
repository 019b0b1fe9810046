using System.Buffers.Binary;
using System.Globalization;

namespace Acsa.Worker.Segments;

/// <summary>
/// RLE Lossless (PS3.5 G): also for frames of one bit a pixel, which the codecs of images rightly refuse and viewers write.
/// | 0 number of segments | 4 offset of each | … | 64 data |, all little endian; one segment for each byte of a pixel, the most significant
/// first.
/// </summary>
static class RunLength
{
    const int HeaderSize = 64;

    /// <summary>Little endian pixels of so many bytes each; throws <see cref="InvalidDataException"/> unless the frame gives exactly so
    /// many bytes.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> frame, int length, int bytesPerPixel = 1)
    {
        if (frame.Length < HeaderSize) throw Wrong($"{frame.Length} bytes", $"a header of {HeaderSize}");
        if (BinaryPrimitives.ReadUInt32LittleEndian(frame) is var segments && segments != bytesPerPixel)
            throw Wrong($"{segments} segments", $"{bytesPerPixel}, one for each byte of a pixel (PS3.5 G.2)");
        if (bytesPerPixel == 1) return DecodeSegment(frame, 0, length);
        var result = new byte[length];
        for (var segment = 0; segment < bytesPerPixel; segment++)
        {
            var plane = DecodeSegment(frame, segment, length / bytesPerPixel);
            for (var i = 0; i < plane.Length; i++) result[i * bytesPerPixel + bytesPerPixel - 1 - segment] = plane[i];
        }

        return result;
    }

    static byte[] DecodeSegment(ReadOnlySpan<byte> frame, int segment, int length)
    {
        var start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 + 4 * segment)..]);
        if (start < HeaderSize || start > frame.Length)
            throw Wrong($"a segment at byte {start}", $"{HeaderSize} to {frame.Length}");
        var data = frame[(int)start..];
        var result = new byte[length];
        var (from, to) = (0, 0);
        while (to < length)
        {
            if (from >= data.Length) throw Wrong($"{to} bytes of pixels", $"{length}");
            var control = (sbyte)data[from++];
            if (control == sbyte.MinValue) continue;
            var count = control >= 0 ? control + 1 : 1 - control;
            if (count > length - to || from + (control >= 0 ? count : 1) > data.Length)
                throw Wrong($"a run of {count} at byte {to} of the pixels", $"what fits into {length} bytes, and its bytes in the frame");
            if (control >= 0) data.Slice(from, count).CopyTo(result.AsSpan(to));
            else result.AsSpan(to, count).Fill(data[from]);
            from += control >= 0 ? count : 1;
            to += count;
        }

        return result;
    }

    static InvalidDataException Wrong(FormattableString value, FormattableString expected) => new(
        $"Pixel Data (7FE0,0010), a run-length encoded frame: {Text(value)}; expected: {Text(expected)}.");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
