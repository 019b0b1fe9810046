using System.Globalization;

namespace Acsa.Dicom.Imaging.Codec;

/// <summary>
/// What was compressed with loss says so for ever, however it is encoded afterwards (PS3.3 C.7.6.1.1.5): a native or RLE copy must not pass
/// for the original.
/// </summary>
internal static class LossyHistory
{
    /// <summary>Enters the loss in <paramref name="decoded"/> unless the source did.</summary>
    public static void Keep(DicomPixelData compressed, DicomDataset decoded)
    {
        var syntax = compressed.Syntax;
        if (!syntax.IsLossy || compressed.IsLossy) return;
        // PS3.5 8.2.4, 8.2.3: these may hold reversibly coded frames; a writer who says "00" knows.
        var mayBeLossless = syntax == DicomTransferSyntax.JPEG2000Lossy || syntax == DicomTransferSyntax.JPEGLSNearLossless;
        if (mayBeLossless && compressed.Dataset.TryGetSingleValue<string>(DicomTag.LossyImageCompression, out var said) && said == "00")
            return;

        decoded.AddOrUpdate(new DicomCodeString(DicomTag.LossyImageCompression, "01"));
        decoded.AddOrUpdate(new DicomCodeString(DicomTag.LossyImageCompressionMethod, syntax.LossyCompressionMethod!));
        decoded.AddOrUpdate(new DicomDecimalString(DicomTag.LossyImageCompressionRatio, Ratio(compressed)));
    }

    /// <summary>C.7.6.1.1.5.2: the uncompressed size over the compressed one, to two decimals.</summary>
    private static string Ratio(DicomPixelData compressed)
    {
        var frames = compressed.NumberOfFrames;
        var stored = Enumerable.Range(0, frames).Sum(frame => (double)compressed.GetFrame(frame).Size);
        var ratio = stored == 0 ? 1 : (double)compressed.UncompressedFrameSize * frames / stored;
        return ratio.ToString("0.##", CultureInfo.InvariantCulture);
    }
}
