using System.Globalization;
using Acsa.Imaging;
using Limit = Acsa.Measurement.QualityThresholds;

namespace Acsa.Measurement;

/// <summary>What each rule looks at, and what it says to a technologist; null when all is well.</summary>
public static partial class QualityRules
{
    private static string? MaskEmpty(QualityEvidence evidence) =>
        evidence.Measurement.MaskPixels == 0 ? "No muscle was found in this image." : null;

    private static string? WrongPlane(QualityEvidence evidence)
    {
        if (evidence is not { ModelCertainty: < Limit.PlaneCertainty, Measurement.Doubt: { } doubt }) return null;
        return doubt.Agreement < Limit.PlaneAgreement || doubt.Sweep > Limit.PlaneSweep
            ? "No cross-section of the muscle is recognised: the image may be in another plane, or show another part of the body."
            : null;
    }

    private static string? ImpossibleArea(QualityEvidence evidence) =>
        evidence.Measurement.AreaCm2 is { } area && !Limit.PossibleAreaCm2.Contain(area)
            ? Text($"An area of {area:0.00} cm² is impossible: the scale of the image or the outline is wrong.") : null;

    private static string? CutByEdge(QualityEvidence evidence)
    {
        var share = FieldEdge.ShareOfOutline(evidence.Image, evidence.Mask, Within(evidence.AnalysisArea, evidence.Image));
        return share < Limit.EdgeShare || (share < Limit.EdgeShareOfWhole && IsJudgedWhole(evidence)) ? null : Text(
            $"{share:P0} of the outline runs along the edge of the scan: a part of the muscle may be missing, and the area may be too small.");
    }

    private static string? StraightSide(QualityEvidence evidence) =>
        !IsJudgedWhole(evidence) && FlatSide.IsCut(evidence.Mask, Within(evidence.AnalysisArea, evidence.Image))
            ? "The outline ends in a straight line near the edge of the image: a part of the muscle may be missing, and the area may be too small."
            : null;

    // Never without a judgement.
    private static bool IsJudgedWhole(QualityEvidence evidence) => evidence.Measurement.Doubt is { Whole: >= Limit.WholeBesideEdge };

    private static string? SeveralPieces(QualityEvidence evidence) => evidence.LargestPieceShare >= Limit.LargestPieceShare ? null : Text(
        $"The outline is in several pieces; the one that was measured is only {evidence.LargestPieceShare:P0} of them all.");

    // Several pieces have an objection of their own.
    private static string? CleanedAway(QualityEvidence evidence) =>
        evidence.LargestPieceShare >= Limit.LargestPieceShare && evidence.KeptShare < Limit.KeptShare ? Text(
            $"The clean-up of the outline left only {evidence.KeptShare:P0} of what the model marked: the area may be too small.") : null;

    private static string? FewPixels(QualityEvidence evidence) => evidence.Measurement.MaskPixels >= Limit.Pixels ? null : Text(
        $"The muscle covers only {evidence.Measurement.MaskPixels} pixels: too few for a reliable measurement.");

    private static string? ImplausibleArea(QualityEvidence evidence)
    {
        var limits = evidence.Plausible?.AreaCm2 ?? Limit.PlausibleAreaCm2;
        return evidence.Measurement.AreaCm2 is { } area && !limits.Contain(area) ? Text(
            $"An area of {area:0.00} cm² is implausible for this muscle (expected {limits.Low:0.##} to {limits.High:0.##} cm²).") : null;
    }

    private static string? ImplausibleThickness(QualityEvidence evidence) =>
        evidence is { Plausible.ThicknessCm: var limits, Measurement.ThicknessCm: { } thickness } && !limits.Contain(thickness) ? Text(
            $"A thickness of {thickness:0.00} cm is implausible for this muscle (expected {limits.Low:0.##} to {limits.High:0.##} cm).")
                : null;

    private static string? ImplausibleShape(QualityEvidence evidence)
    {
        if (evidence is not { Plausible.Aspect: var limits, PixelSize: { } size } || Aspect(evidence.Mask, size) is not { } aspect)
            return null;
        return limits.Contain(aspect) ? null : Text(
            $"The outline is {aspect:0.0} times as long as it is thick, which is implausible for this muscle (expected {limits.Low:0.##} to {limits.High:0.##} times).");
    }

    private static string? LowAgreement(QualityEvidence evidence)
    {
        var least = IsJudged(evidence) ? Limit.AgreementOfJudged : Limit.Agreement;
        return evidence.Measurement.Doubt?.Agreement is { } agreement && agreement < least ? Text(
            $"The model outlines the mirror image differently (agreement {Under(agreement):0.00} of 1, at least {least:0.00} is expected).") : null;
    }

    private static string? BlurredEdge(QualityEvidence evidence)
    {
        var most = IsJudged(evidence) ? Limit.SweepOfJudged : Limit.Sweep;
        return evidence.Measurement.Doubt is { } doubt && doubt.Sweep > most ? Text(
            $"The model finds the border blurred: the area could be {Over(doubt.Sweep):P0} larger or smaller (up to {most:P0} is expected).") : null;
    }

    // Two decimals, never rounded up to the limit that it misses.
    private static double Under(double value) => Math.Floor(value * 100 + 1e-9) / 100;

    private static double Over(double value) => Math.Ceiling(value * 100 - 1e-9) / 100;

    private static bool IsJudged(QualityEvidence evidence) => evidence.Measurement.Doubt is { Right: not null };

    private static string? LowCertainty(QualityEvidence evidence) =>
        evidence.ModelCertainty is { } certainty and < Limit.ModelCertainty ? Text(
            $"The model is not sure of the outline (certainty {Under(certainty):0.00} of 1, at least {Limit.ModelCertainty:0.00} is expected).")
                : null;

    private static string? OutlineDoubted(QualityEvidence evidence) =>
        evidence.Measurement.Doubt is { Right: { } right and < Limit.Right } ? Text(
            $"The model judges its own outline to be doubtful ({Under(right):0.00} of 1, at least {Limit.Right:0.00} is expected).") : null;

    private static string? MuscleCut(QualityEvidence evidence) =>
        evidence.Measurement.Doubt is { Whole: { } whole and < Limit.Whole } ? Text(
            $"The model judges that a part of the muscle may lie outside the picture ({Under(whole):0.00} of 1, at least {Limit.Whole:0.00} is expected).") : null;

    private static string? Covered(QualityEvidence evidence)
    {
        var grey = evidence.Measurement.Echogenicity;
        var covered = grey is null ? 1 : (double)grey.ExcludedPixels / evidence.Measurement.MaskPixels;
        return covered > Limit.CoveredShare
            ? Text($"{covered:P0} of the muscle lies under text, calipers or colour and was left out of the grey level.") : null;
    }

    private static string? Saturated(QualityEvidence evidence)
    {
        if (evidence.Measurement.Echogenicity is not { } grey) return null;
        var saturated = (double)grey.SaturatedPixels / grey.Pixels;
        return saturated > Limit.SaturatedShare
            ? Text($"{saturated:P0} of the muscle is at the brightest grey level: the gain was too high, and the mean grey level is too low.")
            : null;
    }

    private static PixelRectangle Within(PixelRectangle area, GreyImage image) => new(
        Math.Clamp(area.Left, 0, image.Width - 1), Math.Clamp(area.Top, 0, image.Height - 1),
        Math.Clamp(area.Right, 0, image.Width - 1), Math.Clamp(area.Bottom, 0, image.Height - 1));

    // Ratio of the principal axes in cm, at least 1; null for a line.
    private static double? Aspect(Mask mask, PixelSize size)
    {
        if (mask.Moments() is not { } moments) return null;
        var xx = moments.CovarianceXx * size.XCm * size.XCm;
        var xy = moments.CovarianceXy * size.XCm * size.YCm;
        var yy = moments.CovarianceYy * size.YCm * size.YCm;
        var (middle, spread) = ((xx + yy) / 2, Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy));
        return middle - spread > 0 ? Math.Sqrt((middle + spread) / (middle - spread)) : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
