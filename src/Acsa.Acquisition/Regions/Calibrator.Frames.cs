using Acsa.Imaging;

namespace Acsa.Acquisition;

public static partial class Calibrator
{
    const string RulerUsed =
        "The area rests on the ruler drawn in the picture, read by the node, because the image states no scale.";

    /// <summary>
    /// The scale for an outline in a decoded frame: what is stated, doubted by what the picture shows (tissue beyond the region's border, a
    /// drawn ruler that says otherwise), or, where the site allows it and nothing is stated, the ruler's.
    /// </summary>
    public static CalibrationVerdict Calibrate(Frame frame, PixelRectangle outline, CalibrationRules rules)
    {
        var verdict = Calibrate(frame.Scale, outline);
        if (verdict.Calibration is { } calibration) return Doubted(frame, verdict, calibration, rules.RulerTickCm);
        return rules.RulerFallback && frame.Scale is { Regions.Count: 0, PixelSpacing: null } ? FromRuler(frame, verdict, rules) : verdict;
    }

    static CalibrationVerdict Doubted(Frame frame, CalibrationVerdict verdict, Calibration calibration, double? tickCm)
    {
        List<string> warnings = [.. verdict.Warnings];
        if (calibration.Source == CalibrationSource.UltrasoundRegion
            && PictureBorder.Objection(frame.Grey, calibration.Region) is { } beyond)
            warnings.Add(beyond);
        var rulers = new List<RulerReading>();
        foreach (var vertical in new[] { true, false })
        {
            if (RulerFinder.Find(frame.Grey, calibration.Region, vertical, OtherPictures(frame.Scale, calibration.Region)) is not { } ruler)
                continue;
            var reading = RulerOpinion.Compare(ruler, vertical ? calibration.PixelSize.YCm : calibration.PixelSize.XCm, tickCm);
            rulers.Add(reading);
            if (RulerOpinion.Objection(reading) is { } objection) warnings.Add(objection);
        }
        return verdict with
        {
            Calibration = calibration with
            {
                RulerDeviation = rulers.Select(reading => reading.Deviation).MaxBy(off => Math.Abs(off ?? 0)),
            },
            Warnings = warnings,
            Rulers = rulers,
        };
    }

    // Time axes of M-mode, spectra and traces have ticks too.
    static List<PixelRectangle> OtherPictures(ScaleStatements scale, PixelRectangle region) =>
        [.. scale.Regions.Where(other => other.Format is not (null or RegionSpatialFormat.None or RegionSpatialFormat.Graphics))
            .Select(other => other.Bounds).OfType<PixelRectangle>().Where(other => !other.Intersects(region))];

    static CalibrationVerdict FromRuler(Frame frame, CalibrationVerdict verdict, CalibrationRules rules)
    {
        var whole = AnalysisArea(frame.Scale);
        var rulers = new[] { true, false }.Select(vertical => RulerFinder.Find(frame.Grey, whole, vertical)).OfType<Ruler>()
            .Select(ruler => new RulerReading(ruler, RulerOpinion.TickOf(ruler, frame.Scale.DepthMm, rules.RulerTickCm), null)).ToList();
        var found = verdict with { Rulers = rulers };
        if (rulers.Count == 0) return Declined("no ruler was found in the picture");
        if (rulers.Exists(reading => reading.TickCm is null))
            return Declined("what the ticks of its ruler stand for cannot be told (calibration.rulerTickCm can state it)");
        var down = rulers.Find(reading => reading.Ruler.IsVertical) is { } upright ? SizeOf(upright) : (double?)null;
        var across = rulers.Find(reading => !reading.Ruler.IsVertical) is { } level ? SizeOf(level) : (double?)null;
        var shape = frame.Scale.PixelAspect ?? (rules.SquarePixels ? 1 : null);
        if (shape is null && (down is null || across is null))
            return Declined("only one direction has a ruler, and nothing says that pixels are square (calibration.squarePixels can)");
        var size = new PixelSize(across ?? down!.Value / shape!.Value, down ?? across!.Value * shape!.Value);
        if (shape is { } stated && !Plausibility.Agree(size.YCm / size.XCm, stated, Limits.RulerAgreement))
            return Declined("its two rulers do not agree with each other");
        if (Math.Max(size.XCm / size.YCm, size.YCm / size.XCm) > Limits.UnusualPixelShape)
            return Declined("its two rulers do not agree with each other");
        if (Plausibility.Problem(size.XCm, size.YCm) is { } problem) return Declined(problem);
        return found with
        {
            Calibration = new Calibration(CalibrationSource.Ruler, size, whole, -1),
            Reasons = [],
            Warnings = [.. verdict.Warnings, .. Unusual(size, whole, frame.Scale, "The drawn ruler"), RulerUsed],
        };

        CalibrationVerdict Declined(string why) => found with { Reasons = [.. verdict.Reasons, $"The ruler cannot stand in: {why}."] };
    }

    static double SizeOf(RulerReading reading) => reading.TickCm!.Value / reading.Ruler.PeriodPixels;
}
