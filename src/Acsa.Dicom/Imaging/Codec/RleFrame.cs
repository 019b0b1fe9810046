using System.Buffers;
using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec;

/// <summary>
/// One RLE-compressed frame (PS3.5 annex G): a header of sixteen 32-bit words, then up to fifteen byte planes in PackBits runs.
/// </summary>
internal static class RleFrame
{
    /// <summary>G.5: | 0 number of segments | 1..15 their offsets from the frame's first byte |, little endian.</summary>
    public const int HeaderSize = 64;
    public const int MaxSegments = 15;

    /// <summary>
    /// Decodes <paramref name="frame"/> into <paramref name="target"/>. Byte i of segment s goes to <c>start(s) + i × step</c>.
    /// Throws DicomCodecException unless every segment yields exactly <paramref name="segmentLength"/> bytes; a surplus is padding (G.3.1).
    /// </summary>
    public static void Decode(ReadOnlySpan<byte> frame, int segments, int segmentLength, Func<int, int> start, int step, Span<byte> target)
    {
        if (frame.Length < HeaderSize) throw new DicomCodecException("The RLE frame is shorter than its 64-byte header.");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        if (count != segments)
            throw new DicomCodecException($"The RLE frame has {count} segments; the data set makes it {segments}.");

        for (var s = 0; s < segments; s++)
        {
            var begin = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 + 4 * s)..]);
            var end = s + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(8 + 4 * s)..]) : (uint)frame.Length;
            if (begin < HeaderSize || end < begin || end > frame.Length)
                throw new DicomCodecException($"RLE segment {s + 1} has an offset outside the frame.");
            DecodeSegment(frame[(int)begin..(int)end], s + 1, segmentLength, target[start(s)..], step);
        }
    }

    /// <summary>G.3.2: n in 0..127 copies n + 1 bytes, −127..−1 repeats one byte 1 − n times, −128 does nothing.</summary>
    private static void DecodeSegment(ReadOnlySpan<byte> source, int number, int length, Span<byte> target, int step)
    {
        var (at, written) = (0, 0);
        while (written < length)
        {
            if (at >= source.Length) throw Ends(number);
            var n = (sbyte)source[at++];
            if (n == -128) continue;

            var run = Math.Min(n >= 0 ? n + 1 : 1 - n, length - written);
            if (n >= 0)
            {
                if (at + run > source.Length) throw Ends(number);
                if (step == 1) source.Slice(at, run).CopyTo(target[written..]);
                else for (var i = 0; i < run; i++) target[(written + i) * step] = source[at + i];
                at += n + 1;
            }
            else
            {
                if (at >= source.Length) throw Ends(number);
                var value = source[at++];
                if (step == 1) target.Slice(written, run).Fill(value);
                else for (var i = 0; i < run; i++) target[(written + i) * step] = value;
            }
            written += run;
        }
    }

    /// <summary>Encodes byte planes as one frame; each segment is padded to an even length with a zero (G.4).</summary>
    /// <param name="planes">The planes in segment order: most significant byte of the first sample first (G.2).</param>
    /// <param name="rowLength">Bytes in a row of a plane: no run crosses a row (G.3.1).</param>
    public static byte[] Encode(IReadOnlyList<byte[]> planes, int rowLength)
    {
        if (planes.Count is < 1 or > MaxSegments)
            throw new DicomCodecException($"RLE holds 1 to {MaxSegments} byte planes, not {planes.Count}.");
        // No byte takes more than two, a literal of one.
        var most = HeaderSize;
        foreach (var plane in planes) most = checked(most + 2 * plane.Length + 2);
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var output = buffer.AsSpan(0, most);
            output[..HeaderSize].Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(output, (uint)planes.Count);
            var at = HeaderSize;
            for (var s = 0; s < planes.Count; s++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(output[(4 + 4 * s)..], (uint)at);
                for (var row = 0; row < planes[s].Length; row += rowLength)
                    at += EncodeRow(planes[s].AsSpan(row, Math.Min(rowLength, planes[s].Length - row)), output[at..]);
                if ((at & 1) == 1) output[at++] = 0;
            }
            return output[..at].ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Encodes one row and returns how many bytes it took.</summary>
    private static int EncodeRow(ReadOnlySpan<byte> row, Span<byte> output)
    {
        var (at, written) = (0, 0);
        while (at < row.Length)
        {
            var run = RunLength(row, at);
            if (run > 1)
            {
                output[written++] = (byte)(1 - run);
                output[written++] = row[at];
                at += run;
                continue;
            }
            var end = at + 1;
            // A repeat of two inside a literal costs as much either way; three repeat bytes end it.
            while (end < row.Length && end - at < 128 && !IsThree(row, end)) end++;
            output[written++] = (byte)(end - at - 1);
            row[at..end].CopyTo(output[written..]);
            written += end - at;
            at = end;
        }
        return written;
    }

    private static bool IsThree(ReadOnlySpan<byte> row, int at) =>
        at + 2 < row.Length && row[at] == row[at + 1] && row[at] == row[at + 2];

    private static int RunLength(ReadOnlySpan<byte> row, int at)
    {
        if (at + 1 >= row.Length || row[at + 1] != row[at]) return 1;
        var most = row.Slice(at, Math.Min(128, row.Length - at));
        var end = most.IndexOfAnyExcept(row[at]);
        return end < 0 ? most.Length : end;
    }

    private static DicomCodecException Ends(int segment) =>
        new($"RLE segment {segment} ends before its last pixel: the frame is truncated or damaged.");
}
