namespace Acsa.Worker.Ledger;

/// <summary>A study as `status` shows it.</summary>
sealed record StudyRow(long Id, string StudyUid, string State, string? Outcome, IReadOnlyList<string> Reasons, DateTimeOffset LastReceived,
    long Instances);
