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
            ScaleStatements.Read(dataset)), null);
    }
}
