namespace Acsa.Reporting;

/// <summary>The note rejects what it is to reject, and nothing else: a viewer hides what it names.</summary>
internal static class RejectionNoteCheck
{
    public static void Run(DicomDataset note, ReportRequest request, string? recipient, List<string> problems)
    {
        if (ReportTree.Name(note) != Concepts.RejectedForQualityReasons.Value) problems.Add("the title is not that of a rejection.");
        var items = ReportTree.Descendants(note).ToList();
        var named = items.SelectMany(ReportTree.References).ToHashSet(StringComparer.Ordinal);
        if (!named.SetEquals(request.Predecessors
            .Where(earlier => recipient is null ? earlier.HeldBy is null : earlier.HeldBy?.Contains(recipient) == true)
            .Select(earlier => earlier.SopInstanceUid)))
            problems.Add("the instances that are named are not the earlier results that the receiver holds.");
        ReportCheck.CheckEvidence(note, items, problems);
    }
}
