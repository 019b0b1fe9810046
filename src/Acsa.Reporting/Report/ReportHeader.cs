namespace Acsa.Reporting;

/// <summary>SR Document General (PS3.3 C.17.2): state of the document, the order behind it, and what it replaces.</summary>
internal static class ReportHeader
{
    /// <param name="predecessors">Those of its form that its receivers hold.</param>
    public static void AddTo(DicomDataset result, DicomDataset source, bool isFinal, IReadOnlyList<InstanceReference> predecessors)
    {
        // Nobody has verified it, and it is all there will be.
        result.AddOrUpdate(new DicomSequence(DicomTag.PerformedProcedureCodeSequence));
        result.AddOrUpdate(DicomTag.CompletionFlag, "COMPLETE");
        result.AddOrUpdate(DicomTag.VerificationFlag, "UNVERIFIED");
        result.AddOrUpdate(DicomTag.PreliminaryFlag, isFinal ? "FINAL" : "PRELIMINARY");
        ReportRequestReference.AddTo(source, result);
        if (predecessors.Count > 0)
            result.AddOrUpdate(InstanceHierarchy.Of(DicomTag.PredecessorDocumentsSequence, predecessors));
    }
}
