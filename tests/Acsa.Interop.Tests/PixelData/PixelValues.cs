using Acsa.Dicom.Imaging;
using Acsa.Dicom.Imaging.Codec;

namespace Acsa.Interop.Tests.PixelData;

/// <summary>What an object's frames hold: stored values of grey and palette indices, red, green and blue of colour.</summary>
internal static class PixelValues
{
    public static int[] Of(DicomDataset dataset)
    {
        var transcoder = new DicomTranscoder(dataset.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian);
        var frames = DicomPixelData.Create(dataset).NumberOfFrames;
        return [.. Enumerable.Range(0, frames).SelectMany(frame => Of(transcoder, dataset, frame))];
    }

    /// <summary>The largest difference of two pictures; null where their sizes differ.</summary>
    public static int? Distance(int[] one, int[] other) =>
        one.Length != other.Length ? null : one.Zip(other, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max();

    static int[] Of(DicomTranscoder transcoder, DicomDataset dataset, int frame)
    {
        var pixels = transcoder.DecodePixelData(dataset, frame);
        var values = new int[pixels.Width * pixels.Height * pixels.Components];
        for (var i = 0; i < pixels.Width * pixels.Height; i++)
        {
            var value = (int)pixels.GetPixel(i % pixels.Width, i / pixels.Width);
            if (pixels.Components == 1) values[i] = value;
            else (values[3 * i], values[3 * i + 1], values[3 * i + 2]) = (value >> 16 & 255, value >> 8 & 255, value & 255);
        }
        return values;
    }
}
