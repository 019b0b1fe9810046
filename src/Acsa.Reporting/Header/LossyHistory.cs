using System.Globalization;

namespace Acsa.Reporting;

/// <summary>
/// Lossy Image Compression (0028,2110), PS3.3 C.7.6.1.1.5: what was once compressed with loss stays so, ratio and method included.
/// </summary>
internal static class LossyHistory
{
    /// <param name="always">
    /// Whether "00" is written for a source that never lost anything (type 1 in a segmentation, type 3 elsewhere).
    /// </param>
    public static void CopyTo(DicomDataset source, DicomDataset result, bool always)
    {
        var syntax = source.InternalTransferSyntax;
        if (source.GetSingleValueOrDefault(DicomTag.LossyImageCompression, "00") == "01")
        {
            result.AddOrUpdate(DicomTag.LossyImageCompression, "01");
            ReencodedCopy.Copy(source, result, DicomTag.LossyImageCompressionRatio);
            ReencodedCopy.Copy(source, result, DicomTag.LossyImageCompressionMethod);
        }
        else if (syntax.IsLossy)
        {
            result.AddOrUpdate(DicomTag.LossyImageCompression, "01");
            result.AddOrUpdate(DicomTag.LossyImageCompressionMethod, syntax.LossyCompressionMethod);
            if (Ratio(source) is { } ratio)
                result.AddOrUpdate(DicomTag.LossyImageCompressionRatio, ratio.ToString("F1", CultureInfo.InvariantCulture));
        }
        else if (always)
            result.AddOrUpdate(DicomTag.LossyImageCompression, "00");
    }

    static double? Ratio(DicomDataset source)
    {
        if (source.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData) is not { } fragments) return null;
        var compressed = fragments.Fragments.Sum(fragment => fragment.Size);
        var samples = Number(DicomTag.Rows) * Number(DicomTag.Columns) * Number(DicomTag.SamplesPerPixel) *
            source.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1);
        return compressed > 0 ? samples * (Number(DicomTag.BitsAllocated) / 8) / compressed : null;

        double Number(DicomTag tag) => source.GetSingleValueOrDefault<ushort>(tag, 1);
    }
}
