using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>From a structure's probabilities on the crop's grid to its mask and figures.</summary>
static class MaskExtraction
{
    const float Quarter = 0.25f;
    const float ThreeQuarters = 0.75f;

    /// <summary>The thresholds of <see cref="Outer"/> and <see cref="Inner"/>.</summary>
    public static IReadOnlyList<float> Levels { get; } = [Quarter, ThreeQuarters];

    /// <summary>Decides pixel by pixel, cuts to the analysis area and cleans up; the mask has the plane's size. The shares are those of
    /// <see cref="SegmentationResult"/>.</summary>
    public static (Mask Mask, double? LargestPieceShare, double? KeptShare) Extract(
        StructurePlane found, PixelRectangle area, ModelManifest manifest)
    {
        var mask = CutTo(area, found.Chosen ?? found.Probabilities.AtLeast((float)manifest.Threshold));
        var pieces = ConnectedComponents.Find(mask);
        // A bridge between two muscles is one piece here, and two once an erosion has cut it.
        var (cleaned, least) = manifest.PostProcessing.ApplyCounting(mask);
        return pieces.Count == 0 ? (cleaned, null, null)
            : (cleaned, Math.Min(pieces.LargestShare, least), (double)cleaned.CountInside() / mask.CountInside());
    }

    /// <summary>Where the model is at least three quarters sure.</summary>
    public static Mask Inner(FloatPlane probabilities, PixelRectangle area) => CutTo(area, probabilities.AtLeast(ThreeQuarters));

    /// <summary>Where the model is at least one quarter sure.</summary>
    public static Mask Outer(FloatPlane probabilities, PixelRectangle area) => CutTo(area, probabilities.AtLeast(Quarter));

    static Mask CutTo(PixelRectangle area, Mask mask) =>
        area.Width == mask.Width && area.Height == mask.Height ? mask : mask.Crop(area).PlaceInto(mask.Width, mask.Height, area);

    /// <summary>Figures over the area; see <see cref="SegmentationResult"/> and <see cref="ProbabilityStatistics"/>.</summary>
    public static (double? Certainty, ProbabilityStatistics Statistics) Measure(FloatPlane probabilities, PixelRectangle area, Mask mask)
    {
        double inside = 0;
        double outside = 0;
        double certainty = 0;
        long pixels = 0;
        long fromQuarter = 0;
        long fromThreeQuarters = 0;
        for (var y = area.Top; y <= area.Bottom; y++)
        {
            var row = probabilities.Values.AsSpan(y * probabilities.Width + area.Left, area.Width);
            var maskRow = mask.Pixels.AsSpan(y * mask.Width + area.Left, area.Width);
            for (var x = 0; x < row.Length; x++)
            {
                var p = row[x];
                if (p >= Quarter) fromQuarter++;
                if (p >= ThreeQuarters) fromThreeQuarters++;
                if (maskRow[x] == 0)
                {
                    outside += p;
                    continue;
                }

                pixels++;
                inside += p;
                certainty += Math.Max(0, 2.0 * p - 1);
            }
        }

        var rest = (long)area.Width * area.Height - pixels;
        var statistics = new ProbabilityStatistics(
            pixels == 0 ? null : inside / pixels, rest == 0 ? null : outside / rest, inside + outside, fromQuarter, fromThreeQuarters);
        return (pixels == 0 ? null : Math.Min(certainty / pixels, 1), statistics);
    }
}
