namespace Acsa.Worker.Ledger;

/// <summary>A finding as `status` shows it.</summary>
/// <param name="Entry">One entry of results.json.</param>
sealed record FindingRow(string StudyUid, string Status, DateTimeOffset At, string Entry);
