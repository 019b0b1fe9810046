namespace Acsa.Reporting;

/// <summary>
/// TID 1410 Planar ROI Measurements and Qualitative Evaluations: one structure in one frame. Without a region, which that template
/// requires, it is TID 1501 Measurement and Qualitative Evaluation Group.
/// </summary>
internal static class Tid1410PlanarRoiMeasurements
{
    public static DicomDataset Of(MeasuredRegion region, SourceReference source, bool stateAlgorithm, double? change = null)
    {
        var (finding, structure) = (region.Finding, region.Segment.Structure);
        var items = new List<DicomDataset>
        {
            ContentItem.Text(Relationship.HasObservationContext, Concepts.TrackingIdentifier, structure.Label),
            ContentItem.UidReference(Relationship.HasObservationContext, Concepts.TrackingUniqueIdentifier, region.Segment.TrackingUid),
            ContentItem.Code(Relationship.Contains, Concepts.FindingCategory, structure.Category),
            ContentItem.Code(Relationship.Contains, Concepts.Finding, structure.Code),
        };
        items.AddRange(Region(region, source));
        if (structure.Site is { } site)
        {
            var side = Concepts.Side(structure.Side);
            items.Add(ContentItem.Code(Relationship.HasConceptModifier, Concepts.FindingSite, site)
                .With(side is null ? [] : [ContentItem.Code(Relationship.HasConceptModifier, Concepts.Laterality, side)]));
        }
        var numbers = MeasuredNumbers.Of(finding.Measurement).ToList();
        if (change is { } percent) numbers.Add(Tid300Measurement.Of(Concepts.AreaChange, percent, Concepts.Percent));
        if (stateAlgorithm && finding.Model is { } model)
            foreach (var number in numbers) number.With(Tid4019AlgorithmIdentification.Of(model));
        items.AddRange(numbers);
        items.AddRange(CodedEvaluations.Of(finding));
        return ContentItem.Container(Relationship.Contains, Concepts.MeasurementGroup,
            region.Outline is null && region.Segmentation is null ? "1501" : "1410", items);
    }

    // The outline on the source is what viewers draw; the template allows either it or the segmentation, never both.
    static IEnumerable<DicomDataset> Region(MeasuredRegion region, SourceReference source)
    {
        int? sourceFrame = source.IsMultiFrame ? region.Finding.FrameNumber : null;
        if (region.Outline is { } outline)
            return [ContentItem.ClosedPolyline(Relationship.Contains, Concepts.ImageRegion, outline,
                ContentItem.Image(Relationship.SelectedFrom, null, source.SopClassUid, source.SopInstanceUid, sourceFrame))];
        if (region.Segmentation is not { } segmentation)
            return [ContentItem.Image(Relationship.Contains, Concepts.SourceOfMeasurement, source.SopClassUid, source.SopInstanceUid,
                sourceFrame)];
        return
        [
            ContentItem.Image(Relationship.Contains, Concepts.ReferencedSegmentationFrame, segmentation.SopClassUid,
                segmentation.SopInstanceUid, region.SegmentationFrame),
            ContentItem.Image(Relationship.Contains, Concepts.SourceImageForSegmentation, source.SopClassUid, source.SopInstanceUid,
                sourceFrame),
        ];
    }
}
