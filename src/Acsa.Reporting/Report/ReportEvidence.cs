namespace Acsa.Reporting;

/// <summary>Current Requested Procedure Evidence Sequence (PS3.3 C.17.2.3): every instance that the tree refers to.</summary>
internal static class ReportEvidence
{
    public static DicomSequence Of(IReadOnlyList<MeasuredRegion> regions, SourceReference source, ResultIdentity identity)
    {
        var series = new List<DicomDataset> { Series(source.SeriesInstanceUid, source.SopClassUid, source.SopInstanceUid) };
        if (regions.Any(region => region.Outline is null))
            series.Add(Series(identity.Series(ResultKind.Segmentation), DicomUID.SegmentationStorage.UID,
                identity.Instance(ResultKind.Segmentation)));

        var study = new DicomDataset();
        study.AddOrUpdate(DicomTag.StudyInstanceUID, source.StudyInstanceUid);
        study.AddOrUpdate(new DicomSequence(DicomTag.ReferencedSeriesSequence, [.. series]));
        return new DicomSequence(DicomTag.CurrentRequestedProcedureEvidenceSequence, study);
    }

    static DicomDataset Series(string seriesUid, string sopClassUid, string sopInstanceUid)
    {
        var instance = new DicomDataset();
        instance.AddOrUpdate(DicomTag.ReferencedSOPClassUID, sopClassUid);
        instance.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, sopInstanceUid);
        var series = new DicomDataset();
        series.AddOrUpdate(DicomTag.SeriesInstanceUID, seriesUid);
        series.AddOrUpdate(new DicomSequence(DicomTag.ReferencedSOPSequence, instance));
        return series;
    }
}
