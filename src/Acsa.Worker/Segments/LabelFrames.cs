using System.Globalization;

namespace Acsa.Worker.Segments;

/// <summary>
/// Frames of a Label Map Segmentation (PS3.3 C.8.20.2): each pixel is the number of the one segment that it belongs to; one byte or two,
/// native or run-length encoded.
/// </summary>
sealed class LabelFrames
{
    readonly Func<int, byte[]> _frames;
    readonly int _width, _height, _bytes;
    readonly HashSet<int> _numbers;

    LabelFrames(Func<int, byte[]> frames, int width, int height, int bytes, HashSet<int> numbers) =>
        (_frames, _width, _height, _bytes, _numbers) = (frames, width, height, bytes, numbers);

    /// <summary>Looks at the pixels' form; throws <see cref="InvalidDataException"/> naming attribute, value and what was
    /// expected.</summary>
    /// <param name="numbers">Of the segments, the background's included.</param>
    public static LabelFrames Open(DicomDataset data, int width, int height, int count, IEnumerable<int> numbers)
    {
        int bits = data.GetSingleValueOrDefault<ushort>(DicomTag.BitsAllocated, 0);
        if (bits is not (8 or 16)) throw EncodedFrames.Unexpected("Bits Allocated (0028,0100)", bits, "8 or 16");
        var (bytes, syntax) = (bits / 8, data.InternalTransferSyntax);
        var perFrame = (long)width * height * bytes;
        if (EncodedFrames.Of(data, count, perFrame, bytes) is { } encoded) return new(encoded, width, height, bytes, [.. numbers]);
        if (bytes == 2 && syntax == DicomTransferSyntax.ExplicitVRBigEndian)
            throw new InvalidDataException("Transfer Syntax UID (0002,0010): big endian words; expected: little endian.");
        var all = data.GetDicomItem<DicomElement>(DicomTag.PixelData)?.Buffer.Data ?? [];
        if (all.LongLength < perFrame * count)
            throw EncodedFrames.Unexpected("bytes of Pixel Data (7FE0,0010)", all.LongLength, Invariant($"{perFrame * count}"));
        return new(index => all.AsSpan(checked((int)(index * perFrame)), (int)perFrame).ToArray(), width, height, bytes, [.. numbers]);
    }

    /// <summary>The number of what belongs to no segment (PS3.3 C.8.20.2): Pixel Padding Value (0028,0120), or 0; it may be described as
    /// a segment.</summary>
    public static int BackgroundOf(DicomDataset data) => data.GetSingleValueOrDefault<ushort>(DicomTag.PixelPaddingValue, 0);

    /// <summary>
    /// A frame, from 0; throws <see cref="InvalidDataException"/> where a pixel belongs to no segment that the object describes: part of an
    /// outline would be lost without a word.
    /// </summary>
    public LabelFrame this[int frame]
    {
        get
        {
            var labels = new LabelFrame(_frames(frame), _width, _height, _bytes);
            foreach (var label in labels.Numbers.Where(label => !_numbers.Contains(label)))
                throw new InvalidDataException(Invariant(
                    $"Pixel Data (7FE0,0010), frame {frame + 1}: a pixel of segment {label}; expected: one of Segment Sequence (0062,0002)."));
            return labels;
        }
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
