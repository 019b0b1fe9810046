using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Finds the objections to a measurement. Pure: evidence in, flags out.</summary>
public static class QualityChecks
{
    /// <summary>All flags that apply, the gravest first; none when all is well.</summary>
    public static IReadOnlyList<QualityFlag> Run(QualityEvidence evidence)
    {
        if (evidence.Measurement.MaskPixels == 0)
            return [new(QualityFlagKind.MaskEmpty, "No muscle was found in this image.")];
        var flags = new List<QualityFlag>();
        CheckBorders(evidence, flags);
        CheckPieces(evidence, flags);
        CheckArea(evidence, flags);
        CheckCertainty(evidence, flags);
        CheckGrey(evidence.Measurement.Echogenicity, evidence.Measurement.MaskPixels, flags);
        return flags;
    }

    private static void CheckBorders(QualityEvidence evidence, List<QualityFlag> flags)
    {
        var area = Within(evidence.AnalysisArea, evidence.Image);
        if (evidence.Mask.CountOnBorder(WithoutMargin(area)) >= QualityThresholds.BorderPixels
            || FlatSide.IsCut(evidence.Mask, area))
        {
            flags.Add(new(QualityFlagKind.CutByAnalysisArea,
                "The muscle reaches the edge of the image area: a part of it may be missing, and the area may be too small."));
        }
        var share = SectorEdge.ShareOfOutline(evidence.Image, evidence.Mask, area);
        if (share > QualityThresholds.SectorEdgeShare)
        {
            flags.Add(new(QualityFlagKind.CutBySectorEdge, Text(
                $"{share:P0} of the outline runs along the edge of the scan: a part of the muscle may be missing, and the area may be too small.")));
        }
    }

    private static void CheckPieces(QualityEvidence evidence, List<QualityFlag> flags)
    {
        if (evidence.LargestPieceShare >= QualityThresholds.LargestPieceShare) return;
        flags.Add(new(QualityFlagKind.SeveralPieces, Text(
            $"The model marked several separate pieces; the largest, which was measured, is only {evidence.LargestPieceShare:P0} of them all.")));
    }

    private static void CheckArea(QualityEvidence evidence, List<QualityFlag> flags)
    {
        var pixels = evidence.Measurement.MaskPixels;
        if (pixels < QualityThresholds.Pixels)
            flags.Add(new(QualityFlagKind.FewPixels, Text($"The muscle covers only {pixels} pixels: too few for a reliable measurement.")));
        if (evidence.Measurement.AreaCm2 is not { } area) return;
        var limits = evidence.PlausibleAreaCm2 ?? QualityThresholds.PlausibleAreaCm2;
        if (area >= limits.Low && area <= limits.High) return;
        flags.Add(new(QualityFlagKind.ImplausibleArea, Text(
            $"An area of {area:0.00} cm² is implausible for this muscle (expected {limits.Low:0.##} to {limits.High:0.##} cm²).")));
    }

    private static void CheckCertainty(QualityEvidence evidence, List<QualityFlag> flags)
    {
        if (evidence.ModelCertainty is not { } certainty || certainty >= QualityThresholds.ModelCertainty) return;
        flags.Add(new(QualityFlagKind.LowCertainty, Text(
            $"The model is not sure of the outline (certainty {certainty:0.00} of 1, at least {QualityThresholds.ModelCertainty:0.00} is expected).")));
    }

    private static void CheckGrey(Echogenicity? grey, long maskPixels, List<QualityFlag> flags)
    {
        var covered = grey is null ? 1 : (double)grey.ExcludedPixels / maskPixels;
        if (covered > QualityThresholds.CoveredShare)
        {
            flags.Add(new(QualityFlagKind.Covered, Text(
                $"{covered:P0} of the muscle lies under text, calipers or colour and was left out of the grey level.")));
        }
        if (grey is null) return;
        var saturated = (double)grey.SaturatedPixels / grey.Pixels;
        if (saturated > QualityThresholds.SaturatedShare)
        {
            flags.Add(new(QualityFlagKind.Saturated, Text(
                $"{saturated:P0} of the muscle is at the brightest grey level: the gain was too high, and the mean grey level is too low.")));
        }
    }

    private static PixelRectangle Within(PixelRectangle area, GreyImage image) => new(
        Math.Clamp(area.Left, 0, image.Width - 1), Math.Clamp(area.Top, 0, image.Height - 1),
        Math.Clamp(area.Right, 0, image.Width - 1), Math.Clamp(area.Bottom, 0, image.Height - 1));

    // A model closes the outline of a muscle that is cut off a little before the edge: it has seen whole ones.
    private static PixelRectangle WithoutMargin(PixelRectangle area)
    {
        var (longer, shorter) = (Math.Max(area.Width, area.Height), Math.Min(area.Width, area.Height));
        var margin = (int)Math.Min(longer * QualityThresholds.BorderShare, (shorter - 1) / 4);
        return new(area.Left + margin, area.Top + margin, area.Right - margin, area.Bottom - margin);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
