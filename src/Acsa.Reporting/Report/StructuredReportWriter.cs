using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// Writes a Comprehensive 3D SR (PS3.3 A.35.13) or Comprehensive SR (A.35.3) with the tree of TID 1500: it holds nothing three-
/// dimensional, so that both may have it.
/// </summary>
internal static class StructuredReportWriter
{
    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, SegmentPlan plan,
        ResultKind kind)
    {
        var result = ResultHeader.Create(request, source, identity, kind, null);
        ReportHeader.AddTo(result, request.Source, request.Findings.All(finding => finding.Status == FindingStatus.Measured),
            request.Predecessors);
        var segmentation = kind.ReferencedSegmentation() is { } referenced
            ? new InstanceReference(source.StudyInstanceUid, identity.Series(referenced), DicomUID.SegmentationStorage.UID,
                identity.Instance(referenced))
            : null;
        var regions = MeasuredRegion.Of(request.Findings, plan, segmentation, kind.Regions());
        result.AddOrUpdate(ReportEvidence.Of(regions, source));
        var priors = request.Priors.SelectMany(prior => prior.Reports).ToList();
        // C.17.2.3: other evidence that is pertinent; the tree cites it in words, for the template has no place for a reference to another
        // report.
        if (priors.Count > 0) result.AddOrUpdate(InstanceHierarchy.Of(DicomTag.PertinentOtherEvidenceSequence, priors));
        foreach (var item in Tid1500MeasurementReport.Of(request, source, regions)) result.AddOrUpdate(item);
        return new DicomFile(result);
    }
}
