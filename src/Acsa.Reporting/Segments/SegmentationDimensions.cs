namespace Acsa.Reporting;

/// <summary>
/// Multi-frame Dimension module (PS3.3 C.7.6.17) and the Frame Content that goes with it: a still is indexed by segment number; a clip by
/// segment number, then by its position in a stack of the used source frames.
/// </summary>
internal static class SegmentationDimensions
{
    const string StackId = "1";

    /// <param name="hasSegments">Whether the segment number is the first index: not in a label map, whose frames show all segments.</param>
    public static void AddTo(DicomDataset result, string organizationUid, bool isStack, bool hasSegments = true)
    {
        var organization = new DicomDataset();
        organization.AddOrUpdate(DicomTag.DimensionOrganizationUID, organizationUid);
        result.AddOrUpdate(new DicomSequence(DicomTag.DimensionOrganizationSequence, organization));
        var indices = new List<DicomDataset>();
        if (hasSegments)
            indices.Add(Index(organizationUid, DicomTag.ReferencedSegmentNumber, DicomTag.SegmentIdentificationSequence, "Segment Number"));
        if (isStack)
        {
            indices.Add(Index(organizationUid, DicomTag.StackID, DicomTag.FrameContentSequence, "Stack ID"));
            indices.Add(Index(organizationUid, DicomTag.InStackPositionNumber, DicomTag.FrameContentSequence, "In-Stack Position Number"));
        }
        result.AddOrUpdate(new DicomSequence(DicomTag.DimensionIndexSequence, [.. indices]));
    }

    /// <summary>
    /// Frame Content of one frame; <paramref name="segmentNumber"/> is null in a label map, <paramref name="ordinal"/> the 1-based rank
    /// of its source frame among those used.
    /// </summary>
    public static DicomDataset FrameContent(int? segmentNumber, int ordinal, bool isStack)
    {
        var content = new DicomDataset();
        uint[] segment = segmentNumber is { } number ? [(uint)number] : [];
        uint[] stack = isStack ? [1u, (uint)ordinal] : [];
        if (isStack)
        {
            content.AddOrUpdate(DicomTag.StackID, StackId);
            content.AddOrUpdate(DicomTag.InStackPositionNumber, (uint)ordinal);
        }
        content.AddOrUpdate<uint>(DicomTag.DimensionIndexValues, [.. segment, .. stack]);
        return content;
    }

    static DicomDataset Index(string organizationUid, DicomTag pointer, DicomTag group, string label)
    {
        var index = new DicomDataset();
        index.AddOrUpdate(DicomTag.DimensionOrganizationUID, organizationUid);
        index.AddOrUpdate(DicomTag.DimensionIndexPointer, pointer);
        index.AddOrUpdate(DicomTag.FunctionalGroupPointer, group);
        index.AddOrUpdate(DicomTag.DimensionDescriptionLabel, label);
        return index;
    }
}
