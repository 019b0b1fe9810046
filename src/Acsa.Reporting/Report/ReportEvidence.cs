namespace Acsa.Reporting;

/// <summary>Current Requested Procedure Evidence Sequence (PS3.3 C.17.2.3): every instance that the tree refers to.</summary>
internal static class ReportEvidence
{
    public static DicomSequence Of(IReadOnlyList<MeasuredRegion> regions, SourceReference source, ResultIdentity identity)
    {
        var instances = new List<InstanceReference>
        {
            new(source.StudyInstanceUid, source.SeriesInstanceUid, source.SopClassUid, source.SopInstanceUid),
        };
        if (regions.Any(region => region.Outline is null))
            instances.Add(new(source.StudyInstanceUid, identity.Series(identity.ReferencedSegmentation), DicomUID.SegmentationStorage.UID,
                identity.Instance(identity.ReferencedSegmentation)));
        return InstanceHierarchy.Of(DicomTag.CurrentRequestedProcedureEvidenceSequence, instances);
    }
}
