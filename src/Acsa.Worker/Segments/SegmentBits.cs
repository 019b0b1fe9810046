using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Worker.Segments;

/// <summary>
/// Frames of a Segmentation as masks, in the packings that viewers write: one bit a pixel without gaps (PS3.5 8.1.1), one bit a pixel with
/// each frame filled up to a byte, or one byte a pixel; native or run-length encoded.
/// </summary>
sealed class SegmentBits
{
    readonly Func<int, byte[]> _frames;
    readonly int _width, _height, _bits;
    readonly bool _isContinuous;

    SegmentBits(Func<int, byte[]> frames, int width, int height, int bits, bool isContinuous) =>
        (_frames, _width, _height, _bits, _isContinuous) = (frames, width, height, bits, isContinuous);

    /// <summary>Looks at the pixels' form; throws <see cref="InvalidDataException"/> naming attribute, value and what was
    /// expected.</summary>
    public static SegmentBits Open(DicomDataset data, int width, int height, int count)
    {
        int bits = data.GetSingleValueOrDefault<ushort>(DicomTag.BitsAllocated, 0);
        if (bits is not (1 or 8)) throw EncodedFrames.Unexpected("Bits Allocated (0028,0100)", bits, "1 or 8");
        var perFrame = bits == 8 ? (long)width * height : ((long)width * height + 7) / 8;
        if (EncodedFrames.Of(data, count, perFrame, 1) is { } encoded) return new(encoded, width, height, bits, false);
        var bytes = data.GetDicomItem<DicomElement>(DicomTag.PixelData)?.Buffer.Data ?? [];
        var gapless = bits == 8 ? perFrame * count : ((long)width * height * count + 7) / 8;
        if (bytes.LongLength < gapless) throw EncodedFrames.Unexpected("bytes of Pixel Data (7FE0,0010)", bytes.LongLength, Invariant($"{gapless}"));
        // The standard's packing unless the length says that it is the other one; an even length is filled up by one byte.
        if (bits == 8 || bytes.LongLength <= gapless + (gapless & 1)) return new(_ => bytes, width, height, bits, true);
        var filled = perFrame * count;
        return bytes.LongLength >= filled && bytes.LongLength <= filled + (filled & 1)
            ? new(index => bytes.AsSpan((int)(index * perFrame), (int)perFrame).ToArray(), width, height, bits, false)
            : throw EncodedFrames.Unexpected("bytes of Pixel Data (7FE0,0010)", bytes.LongLength,
                Invariant($"{gapless}, or {filled} with each frame filled up"));
    }

    /// <summary>The mask of a frame, from 0; throws <see cref="InvalidDataException"/> where a pixel is neither inside nor
    /// outside.</summary>
    public Mask this[int frame]
    {
        get
        {
            var (bytes, mask) = (_frames(frame), new Mask(_width, _height));
            var at = _isContinuous ? (long)frame * mask.Pixels.Length : 0;
            if (_bits == 1)
            {
                for (var i = 0; i < mask.Pixels.Length; i++, at++) mask.Pixels[i] = (byte)(bytes[at >> 3] >> (int)(at & 7) & 1);
                return mask;
            }

            byte inside = 0;
            for (var i = 0; i < mask.Pixels.Length; i++, at++)
            {
                if (bytes[at] == 0) continue;
                if (inside == 0) inside = bytes[at];
                if (bytes[at] != inside)
                    throw new InvalidDataException(
                        Invariant($"Pixel Data (7FE0,0010), frame {frame + 1}: the values {inside} and {bytes[at]}; expected: 0 and one other, inside or outside."));
                mask.Pixels[i] = 1;
            }

            return mask;
        }
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
