using System.Buffers.Binary;
using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Worker.Reader;

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
        if (bits is not (8 or 16)) throw Unexpected("Bits Allocated (0028,0100)", bits, "8 or 16");
        var (bytes, syntax) = (bits / 8, data.InternalTransferSyntax);
        var perFrame = (long)width * height * bytes;
        if (syntax.IsEncapsulated)
        {
            if (syntax != DicomTransferSyntax.RLELossless)
                throw new InvalidDataException($"Transfer Syntax: {syntax.UID.Name}; expected: an uncompressed one or RLE Lossless.");
            var pixels = DicomPixelData.Create(data);
            if (pixels.NumberOfFrames < count)
                throw Unexpected("frames in Pixel Data (7FE0,0010)", pixels.NumberOfFrames, Invariant($"{count}"));
            return new(index => RunLength.Decode(pixels.GetFrame(index).Data, (int)perFrame, bytes), width, height, bytes, [.. numbers]);
        }

        if (bytes == 2 && syntax == DicomTransferSyntax.ExplicitVRBigEndian)
            throw new InvalidDataException("Transfer Syntax: big endian words; expected: little endian.");
        var all = data.GetDicomItem<DicomElement>(DicomTag.PixelData)?.Buffer.Data ?? [];
        if (all.LongLength < perFrame * count)
            throw Unexpected("bytes of Pixel Data (7FE0,0010)", all.LongLength, Invariant($"{perFrame * count}"));
        return new(index => all.AsSpan(checked((int)(index * perFrame)), (int)perFrame).ToArray(), width, height, bytes, [.. numbers]);
    }

    /// <summary>
    /// The pixels of one segment in a frame, from 0; throws <see cref="InvalidDataException"/> where a pixel belongs to no segment that the
    /// object describes: part of an outline would be lost without a word.
    /// </summary>
    public Mask MaskOf(int frame, int segment)
    {
        var (labels, mask) = (_frames(frame), new Mask(_width, _height));
        for (var i = 0; i < mask.Pixels.Length; i++)
        {
            int label = _bytes == 1 ? labels[i] : BinaryPrimitives.ReadUInt16LittleEndian(labels.AsSpan(2 * i));
            if (label == segment) mask.Pixels[i] = 1;
            else if (!_numbers.Contains(label))
                throw new InvalidDataException(
                    Invariant($"frame {frame + 1}: a pixel of segment {label}; expected: one of Segment Sequence (0062,0002)."));
        }

        return mask;
    }

    static InvalidDataException Unexpected(string what, long value, string expected) =>
        new(Invariant($"{what}: {value}; expected: {expected}."));

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
