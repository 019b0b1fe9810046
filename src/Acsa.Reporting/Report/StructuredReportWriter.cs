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
        ReportHeader.AddTo(result, request);
        var regions = MeasuredRegion.Of(request.Findings, plan);
        result.AddOrUpdate(ReportEvidence.Of(regions, source, identity));
        foreach (var item in Tid1500MeasurementReport.Of(request, source, identity, regions)) result.AddOrUpdate(item);
        return new DicomFile(result);
    }
}
