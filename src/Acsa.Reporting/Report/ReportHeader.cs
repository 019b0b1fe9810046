using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>SR Document General (PS3.3 C.17.2): state of the document, the order behind it, and what it replaces.</summary>
internal static class ReportHeader
{
    public static void AddTo(DicomDataset result, ReportRequest request, ResultKind kind)
    {
        // Nobody has verified it, and it is all there will be.
        result.AddOrUpdate(new DicomSequence(DicomTag.PerformedProcedureCodeSequence));
        result.AddOrUpdate(DicomTag.CompletionFlag, "COMPLETE");
        result.AddOrUpdate(DicomTag.VerificationFlag, "UNVERIFIED");
        result.AddOrUpdate(DicomTag.PreliminaryFlag,
            request.Findings.All(finding => finding.Status == FindingStatus.Measured) ? "FINAL" : "PRELIMINARY");
        ReportRequestReference.AddTo(request.Source, result);
        var sopClass = result.GetString(DicomTag.SOPClassUID);
        // A report replaces the reports of its own form: each form of a result has its own line of descent.
        var predecessors = request.Predecessors.Where(earlier => earlier.Kind is { } known ? known == kind : earlier.SopClassUid == sopClass).ToList();
        if (predecessors.Count > 0)
            result.AddOrUpdate(InstanceHierarchy.Of(DicomTag.PredecessorDocumentsSequence, predecessors));
    }
}
