namespace Acsa.Reporting;

/// <summary>Current Requested Procedure Evidence Sequence (PS3.3 C.17.2.3): every instance that the tree refers to.</summary>
internal static class ReportEvidence
{
    public static DicomSequence Of(IReadOnlyList<MeasuredRegion> regions, SourceReference source) =>
        InstanceHierarchy.Of(DicomTag.CurrentRequestedProcedureEvidenceSequence,
        [
            new(source.StudyInstanceUid, source.SeriesInstanceUid, source.SopClassUid, source.SopInstanceUid),
            .. regions.Select(region => region.Segmentation).OfType<InstanceReference>(),
        ]);
}
