using System.Globalization;

namespace Acsa.Worker.Segments;

/// <summary>Frames of a Segmentation that are compressed: run-length encoded, or an error.</summary>
static class EncodedFrames
{
    /// <summary>How to get a frame, from 0, as so many bytes; null where Pixel Data is native. Throws <see cref="InvalidDataException"/>
    /// naming attribute, value and what was expected.</summary>
    /// <param name="count">Frames that there have to be, at least.</param>
    /// <param name="length">Bytes of a decoded frame.</param>
    public static Func<int, byte[]>? Of(DicomDataset data, int count, long length, int bytesPerPixel)
    {
        var syntax = data.InternalTransferSyntax;
        if (!syntax.IsEncapsulated) return null;
        if (syntax != DicomTransferSyntax.RLELossless)
            throw new InvalidDataException(
                $"Transfer Syntax UID (0002,0010): {syntax.UID.Name}; expected: an uncompressed one or RLE Lossless.");
        var pixels = DicomPixelData.Create(data);
        if (pixels.NumberOfFrames < count)
            throw Unexpected("frames in Pixel Data (7FE0,0010)", pixels.NumberOfFrames, count.ToString(CultureInfo.InvariantCulture));
        return index => RunLength.Decode(pixels.GetFrame(index).Data, checked((int)length), bytesPerPixel);
    }

    /// <summary>What is wrong, and what was expected.</summary>
    public static InvalidDataException Unexpected(string what, long value, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what}: {value}; expected: {expected}."));
}
