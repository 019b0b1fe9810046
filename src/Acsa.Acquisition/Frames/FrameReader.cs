using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Decodes a frame into grey values, the mask of coloured pixels and a picture.</summary>
public static class FrameReader
{
    /// <summary>Reads frame <paramref name="frameNumber"/> (1-based) of an instance that <see cref="FrameChooser"/> chose.</summary>
    public static FrameReading Read(DicomDataset dataset, int frameNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameNumber);
        // PS3.3 C.7.6.3.1.2: of the colour models read here, all are defined for unsigned samples only.
        if (dataset.GetSingleValueOrDefault<ushort>(DicomTag.SamplesPerPixel, 1) > 1
            && dataset.GetSingleValueOrDefault<ushort>(DicomTag.PixelRepresentation, 0) != 0)
            return new FrameReading(null, "Not analysed: the image states colours with a sign, which have no meaning.");
        DecodedFrame decoded;
        try
        {
            decoded = FrameDecoder.Decode(dataset, frameNumber - 1);
        }
        catch (DicomException e)
        {
            return new FrameReading(null,
                string.Create(CultureInfo.InvariantCulture, $"Not analysed: frame {frameNumber} cannot be decoded. {e.Message}"));
        }

        var picture = decoded.IsColour
            ? new RgbImage(decoded.Width, decoded.Height, decoded.Samples)
            : new GreyImage(decoded.Width, decoded.Height, decoded.Samples).ToRgb();
        var grey = decoded.IsColour ? picture.ToGrey() : new GreyImage(decoded.Width, decoded.Height, decoded.Samples);
        return new FrameReading(new Frame(
            dataset.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, ""),
            dataset.GetSingleValueOrDefault(DicomTag.SOPClassUID, ""),
            frameNumber,
            dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1),
            grey,
            decoded.IsColour ? picture.ColouredPixels(grey: grey) : null,
            picture,
            ScaleStatements.Read(dataset, frameNumber))
        {
            Objections = [.. new[] { LengthProblem(dataset), DepthProblem(dataset, frameNumber - 1) }.OfType<string>()],
        }, null);
    }

    // PS3.5 8.1.1: bits above the high bit carry nothing. Where they are set all the same, Bits Stored may be too low, and the grey levels
    // that are left are remainders. Signed values fill these bits with their sign.
    static string? DepthProblem(DicomDataset dataset, int frame)
    {
        var syntax = dataset.InternalTransferSyntax;
        if (syntax.IsEncapsulated || syntax == DicomTransferSyntax.ExplicitVRBigEndian) return null;
        var data = DicomPixelData.Create(dataset);
        if (data.PixelRepresentation == PixelRepresentation.Signed || data.BitsAllocated is not (8 or 16)) return null;
        var step = data.BitsAllocated / 8;
        var highBit = data.HighBit - 8 * (step - 1); // Within the upper byte.
        var unused = highBit < 0 ? 0xFF : 0xFF << (highBit + 1) & 0xFF;
        if (unused == 0) return null;
        var bytes = data.GetFrame(frame).Data;
        long set = 0;
        for (var i = step - 1; i < bytes.Length; i += step)
            if ((bytes[i] & unused) != 0) set++;
        return set > Limits.OverflowShare * bytes.Length / step
            ? "The pixel values are larger than the stated depth can hold: the grey levels, and with them the outline, may be wrong."
            : null;
    }

    // Too few bytes end the decoding; too many mean that the size, the depth or the number of frames is not what was written. Padding
    // of less than a row is harmless.
    static string? LengthProblem(DicomDataset dataset)
    {
        if (dataset.InternalTransferSyntax.IsEncapsulated) return null;
        var data = DicomPixelData.Create(dataset);
        var bytes = dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)?.Buffer.Size ?? 0;
        var surplus = bytes - (long)data.UncompressedFrameSize * data.NumberOfFrames;
        return surplus >= data.UncompressedFrameSize / data.Height
            ? "The object holds more pixel data than its attributes describe: its size, depth or number of frames may be wrong."
            : null;
    }
}
