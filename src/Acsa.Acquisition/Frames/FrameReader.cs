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
            decoded.IsColour ? picture.ColouredPixels() : null,
            picture,
            ScaleStatements.Read(dataset))
        {
            Objections = LengthProblem(dataset) is { } problem ? [problem] : [],
        }, null);
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
