using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>Writes a Comprehensive 3D SR (PS3.3 A.35.13) with the tree of TID 1500.</summary>
internal static class StructuredReportWriter
{
    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, SegmentPlan plan)
    {
        var result = ResultHeader.Create(request, source, identity, ResultKind.StructuredReport, null);
        // C.17.1, C.17.2: nobody has verified it, and it is all there will be.
        result.AddOrUpdate(new DicomSequence(DicomTag.ReferencedPerformedProcedureStepSequence));
        result.AddOrUpdate(new DicomSequence(DicomTag.PerformedProcedureCodeSequence));
        result.AddOrUpdate(DicomTag.CompletionFlag, "COMPLETE");
        result.AddOrUpdate(DicomTag.VerificationFlag, "UNVERIFIED");
        result.AddOrUpdate(DicomTag.PreliminaryFlag, request.Findings.All(finding => finding.Status == FindingStatus.Measured)
            ? "FINAL"
            : "PRELIMINARY");
        var regions = MeasuredRegion.Of(request.Findings, plan);
        result.AddOrUpdate(ReportEvidence.Of(regions, source, identity));
        ReportRequestReference.AddTo(request.Source, result);
        foreach (var item in Tid1500MeasurementReport.Of(request, source, identity, regions)) result.AddOrUpdate(item);
        return new DicomFile(result);
    }
}
