namespace Acsa.Worker.Ledger;

/// <summary>What became of a study.</summary>
/// <param name="Entries">Its findings, each an entry of results.json.</param>
/// <param name="DeliveredFiles">Results that a destination holds, relative to the results folder.</param>
/// <param name="Seconds">From its first claim to its last delivery; null before that.</param>
sealed record StudySummary(
    string StudyUid, string State, IReadOnlyList<string> Reasons, IReadOnlyList<string> Entries, IReadOnlyList<string> DeliveredFiles,
    double? Seconds);
