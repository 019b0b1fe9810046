using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>A finding that gets a measurement group: one with a mask and at least one number, which the template requires.</summary>
/// <param name="SegmentationFrame">1-based frame of the SEG that holds its mask.</param>
/// <param name="Outline">
/// Its outline on the source; null where an outline cannot stand for the mask (it has no holes and no second piece) or is too long for
/// one attribute, so that the SEG is referred to instead.
/// </param>
internal sealed record MeasuredRegion(Finding Finding, Segment Segment, int SegmentationFrame, Polygon? Outline)
{
    public static List<MeasuredRegion> Of(IReadOnlyList<Finding> findings, SegmentPlan plan)
    {
        var regions = new List<MeasuredRegion>();
        foreach (var finding in findings)
            if (plan.PlaceOf(finding) is var (segment, frame) && MeasuredNumbers.Of(finding.Measurement).Any())
                regions.Add(new MeasuredRegion(finding, segment, frame, OutlineOf(finding.Mask!)));
        return regions;
    }

    static Polygon? OutlineOf(Mask mask)
    {
        var outline = mask.OuterBoundary();
        // Along pixel edges the enclosed area is the number of pixels, unless a hole or a second piece is missing from it.
        return outline is not null && outline.Points.Count < Limits.MaxOutlinePoints && Math.Abs(outline.Area - mask.CountInside()) < 0.5
            ? outline : null;
    }
}
