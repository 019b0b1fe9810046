using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Finds the scale that holds for an outline, or says why there is none. It never guesses: what is not stated by the scanner for exactly
/// the part of the image that the outline covers is not used. docs/calibration.md lists the rules.
/// </summary>
public static partial class Calibrator
{
    const string NoScale =
        "Area not given: the image carries no scale (no ultrasound region calibration). " +
        "Send the original image from the scanner, not a screenshot or export.";

    /// <summary>
    /// The parts of the image to segment, each a picture of its own, in reading order: the calibrated two-dimensional tissue regions that
    /// do not overlap, without insets (<see cref="Limits.InsetShare"/>); else the one of <see cref="AnalysisArea"/>.
    /// </summary>
    public static IReadOnlyList<PixelRectangle> AnalysisAreas(ScaleStatements scale)
    {
        var chosen = new List<PixelRectangle>();
        foreach (var bounds in Pictures(scale.Regions).Where(region => region.IsTissue && region.PixelSize(out _) is not null)
            .Select(region => region.Bounds!.Value).OrderByDescending(Size))
            if (chosen.Count < Limits.MaxPictures && chosen.TrueForAll(other => !other.Intersects(bounds))
                && (chosen.Count == 0 || Size(bounds) >= Limits.InsetShare * Size(chosen[0])))
                chosen.Add(bounds);
        return chosen.Count < 2 ? [AnalysisArea(scale)] : [.. chosen.OrderBy(bounds => bounds.Left).ThenBy(bounds => bounds.Top)];
    }

    /// <summary>
    /// The largest part of the image to segment: the largest calibrated two-dimensional tissue region, else the largest tissue region,
    /// else a colour flow region in the same order, else the whole image.
    /// </summary>
    public static PixelRectangle AnalysisArea(ScaleStatements scale)
    {
        var best = Pictures(scale.Regions)
            .OrderByDescending(region => region.IsTissue)
            .ThenByDescending(region => region.PixelSize(out _) is not null)
            .ThenByDescending(region => Size(region.Bounds!.Value))
            .FirstOrDefault();
        return best?.Bounds ?? new PixelRectangle(0, 0, scale.ImageWidth - 1, scale.ImageHeight - 1);
    }

    /// <summary>The scale for an outline whose bounding box is <paramref name="outline"/> (all bounds inclusive).</summary>
    public static CalibrationVerdict Calibrate(ScaleStatements scale, PixelRectangle outline)
    {
        var verdict = scale.Regions.Count == 0 ? FromPixelSpacing(scale) : FromRegions(scale, outline);
        return verdict with { Warnings = Warnings(scale, verdict.Calibration) };
    }

    static CalibrationVerdict FromRegions(ScaleStatements scale, PixelRectangle outline)
    {
        var touched = Pictures(scale.Regions).Where(region => region.Bounds!.Value.Intersects(outline)).ToList();
        if (OtherPicture(scale.Regions, outline) is { } other) return CalibrationVerdict.Refuse(other);
        var candidates = touched.Exists(region => region.IsTissue) ? touched.Where(region => region.IsTissue).ToList() : touched;
        if (candidates.Count == 0) return CalibrationVerdict.Refuse(NothingThere(scale.Regions));

        foreach (var region in candidates)
            if (region.PixelSize(out var problem) is null) return CalibrationVerdict.Refuse($"Area not given: {problem}.");

        var holder = candidates.Find(region => region.Bounds!.Value.Contains(outline));
        if (holder is null) return CalibrationVerdict.Refuse(Crossing(candidates.Count));
        var size = holder.PixelSize(out _)!.Value;
        // A colour box on the tissue picture has the tissue's scale; where it says otherwise, one of the two is wrong.
        foreach (var region in touched)
            if (region.PixelSize(out _) is { } also && !Agree(size, also))
                return CalibrationVerdict.Refuse(Contradiction(size, also));

        return new(new Calibration(CalibrationSource.UltrasoundRegion, size, holder.Bounds!.Value, holder.Index), [], []);
    }

    static IEnumerable<UltrasoundRegion> Pictures(IEnumerable<UltrasoundRegion> regions) =>
        regions.Where(region => region.Bounds is not null && (region.IsTissue || region.IsColourFlow));

    static CalibrationVerdict FromPixelSpacing(ScaleStatements scale)
    {
        if (scale.PixelSpacing is not { } spacing) return CalibrationVerdict.Refuse(NoScale);
        if (spacing.CalibrationType is not ("GEOMETRY" or "FIDUCIAL"))
            return CalibrationVerdict.Refuse(
                "Area not given: the image states a pixel spacing but not how it was calibrated, and no ultrasound region. " +
                "Send the original image from the scanner.");
        if (Plausibility.Problem(spacing.ColumnMm / 10, spacing.RowMm / 10) is { } problem)
            return CalibrationVerdict.Refuse($"Area not given: {problem}.");
        var whole = new PixelRectangle(0, 0, scale.ImageWidth - 1, scale.ImageHeight - 1);
        return new(new Calibration(CalibrationSource.PixelSpacing, new PixelSize(spacing.ColumnMm / 10, spacing.RowMm / 10), whole, -1),
            [], []);
    }

    static string? OtherPicture(IEnumerable<UltrasoundRegion> regions, PixelRectangle outline)
    {
        // Graphics, grey bars and traces may lie on the tissue picture; a second kind of picture may not.
        foreach (var region in regions)
        {
            if (region.Bounds is not { } bounds || !bounds.Intersects(outline)) continue;
            if (region.Format == RegionSpatialFormat.MMode)
                return "Area not given: the outline reaches into an M-mode picture, where one axis is time.";
            if (region.Format == RegionSpatialFormat.Spectral)
                return "Area not given: the outline reaches into a Doppler spectrum, which has no centimetres.";
        }
        return null;
    }

    static string NothingThere(IReadOnlyList<UltrasoundRegion> regions)
    {
        var unusable = regions.FirstOrDefault(region => region.Bounds is null && (region.IsTissue || region.IsColourFlow));
        if (unusable is not null) return $"Area not given: {unusable.BoundsProblem}.";
        return regions.Any(region => region.IsTissue || region.IsColourFlow)
            ? "Area not given: the outline lies outside the part of the image for which the scanner states a scale."
            : "Area not given: the scanner describes no two-dimensional tissue picture in this image, only " +
              $"{string.Join(", ", regions.Select(FormatName).Distinct())}.";
    }

    static string Crossing(int touched) => touched > 1
        ? "Area not given: the outline crosses from one picture into another (a dual or split image). Freeze a single image."
        : "Area not given: the outline reaches beyond the part of the image for which the scanner states a scale.";

    static string Contradiction(PixelSize a, PixelSize b) =>
        $"Area not given: two regions that cover the outline state different scales ({Millimetres(a)} and {Millimetres(b)} per pixel).";

    static string Millimetres(PixelSize size) => string.Create(CultureInfo.InvariantCulture, $"{size.XCm * 10:G4} × {size.YCm * 10:G4} mm");

    static long Size(PixelRectangle bounds) => (long)bounds.Width * bounds.Height;

    static bool Agree(PixelSize a, PixelSize b) =>
        Plausibility.Agree(a.XCm, b.XCm, Limits.ScaleAgreement) && Plausibility.Agree(a.YCm, b.YCm, Limits.ScaleAgreement);

    static string FormatName(UltrasoundRegion region) => region.Format switch
    {
        RegionSpatialFormat.TwoDimensional => "a two-dimensional picture of another kind",
        RegionSpatialFormat.MMode => "an M-mode picture",
        RegionSpatialFormat.Spectral => "a Doppler spectrum",
        RegionSpatialFormat.Waveform => "a trace",
        RegionSpatialFormat.Graphics => "graphics",
        _ => "a region of no stated format",
    };
}
