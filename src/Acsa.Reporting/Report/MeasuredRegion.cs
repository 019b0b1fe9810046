using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>A finding that gets a measurement group: one with a mask and at least one number, which the template requires.</summary>
/// <param name="SegmentationFrame">1-based frame of the SEG that holds its mask.</param>
/// <param name="Outline">
/// Its outline on the source; null where the segmentation is referred to instead, and where an outline cannot stand for the mask (it has no
/// holes and no second piece) or is too long for one attribute.
/// </param>
/// <param name="Segmentation">The SEG that is referred to; null beside an outline, and where the report's receiver gets none.</param>
internal sealed record MeasuredRegion(
    Finding Finding,
    Segment Segment,
    int SegmentationFrame,
    Polygon? Outline,
    InstanceReference? Segmentation)
{
    /// <param name="segmentation">The SEG that the report's receiver gets; null where it gets none.</param>
    public static List<MeasuredRegion> Of(IReadOnlyList<Finding> findings, SegmentPlan plan, InstanceReference? segmentation,
        ReportRegions by)
    {
        var regions = new List<MeasuredRegion>();
        foreach (var finding in findings)
            if (plan.PlaceOf(finding) is var (segment, frame) && MeasuredNumbers.Of(finding.Measurement).Any())
            {
                var outline = by == ReportRegions.Segment ? null : OutlineOf(finding.Mask!);
                regions.Add(new MeasuredRegion(finding, segment, frame, outline, outline is null ? segmentation : null));
            }
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
