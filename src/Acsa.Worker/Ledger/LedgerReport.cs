namespace Acsa.Worker.Ledger;

/// <summary>What `status` prints.</summary>
/// <param name="Unreadable">Objects held whose study could not be read.</param>
sealed record LedgerReport(
    IReadOnlyDictionary<string, long> StudiesByState,
    IReadOnlyList<StudyRow> Studies,
    IReadOnlyList<FindingRow> Findings,
    IReadOnlyList<DestinationRow> Destinations,
    IReadOnlyList<ParkedRow> Parked,
    long Instances,
    long Unreadable,
    long Conflicts);
