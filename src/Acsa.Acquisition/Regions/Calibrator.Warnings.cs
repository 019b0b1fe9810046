using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Acquisition;

public static partial class Calibrator
{
    // What sheds doubt on a scale without contradicting it: a person looks at the result.
    static List<string> Warnings(ScaleStatements scale, Calibration? calibration)
    {
        var warnings = new List<string>();
        if (UnanalysedPicture(scale)) warnings.Add("The image holds a further scan picture, which was not analysed.");
        if (calibration is not null)
            warnings.AddRange(Unusual(calibration.PixelSize, calibration.Region, scale,
                calibration.Source == CalibrationSource.UltrasoundRegion ? "The ultrasound region" : "The pixel spacing"));
        if (scale.Regions.FirstOrDefault(region => region.Index == calibration?.RegionIndex) is { MayBeUpsideDown: true })
            warnings.Add("The scanner states that depth grows upwards in this picture: it may be upside down, with the skin below.");
        // One box that does not fit the image sheds doubt on the others.
        if (calibration is { Source: CalibrationSource.UltrasoundRegion }
            && scale.Regions.FirstOrDefault(other => other.Bounds is null && other.IsTissue) is { } unusable)
            warnings.Add($"A second ultrasound region is not used: {unusable.BoundsProblem}.");
        if (scale.IsSecondary)
            warnings.Add("The image was made after the examination (image type SECONDARY): its scale may be that of the original image.");
        if (scale.IsResized)
            warnings.Add("The image's derivation description speaks of a change of size: its scale may be that of the original image.");
        return warnings;
    }

    static IEnumerable<string> Unusual(PixelSize size, PixelRectangle area, ScaleStatements scale, string source)
    {
        if (scale.PixelSpacing is { } spacing && !(Plausibility.Agree(size.XCm * 10, spacing.ColumnMm, Limits.SourceAgreement)
            && Plausibility.Agree(size.YCm * 10, spacing.RowMm, Limits.SourceAgreement)))
            yield return "The pixel size of the ultrasound region and the pixel spacing of the image differ by more than 1 %.";
        if (scale.PixelAspect is { } aspect && !Plausibility.Agree(size.YCm / size.XCm, aspect, Limits.SourceAgreement))
            yield return $"{source} and the pixel aspect ratio of the image state pixels of different shape.";
        if (Math.Min(size.XCm, size.YCm) * 10 < Limits.SmallPixelMm)
            yield return $"The stated pixel size of {Millimetres(size)} is unusually small.";
        if (Math.Max(size.XCm / size.YCm, size.YCm / size.XCm) > Limits.UnusualPixelShape)
            yield return $"The stated pixels of {Millimetres(size)} have an unusual shape.";
        var height = area.Height * size.YCm;
        if (height > Limits.DeepPictureCm)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"By the stated scale the scan picture is {height:F0} cm deep, deeper than muscles are scanned.");
        else if (scale.DepthMm is { } depth && height * 10 / depth is < Limits.LeastShareOfDepth or > Limits.MostShareOfDepth)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"By the stated scale the scan picture is {height:F1} cm high, but the depth of scan is stated as {depth / 10:F1} cm.");
    }

    static bool UnanalysedPicture(ScaleStatements scale)
    {
        var areas = AnalysisAreas(scale);
        return Pictures(scale.Regions).Where(region => region.IsTissue).Select(region => region.Bounds!.Value)
            .Any(bounds => areas.All(area => Overlap(area, bounds) < Limits.CoveredShare * Size(bounds)));
    }

    static long Overlap(PixelRectangle a, PixelRectangle b) => !a.Intersects(b) ? 0
        : Size(new(Math.Max(a.Left, b.Left), Math.Max(a.Top, b.Top), Math.Min(a.Right, b.Right), Math.Min(a.Bottom, b.Bottom)));
}
