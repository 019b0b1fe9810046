namespace Acsa.Worker.Ledger;

/// <summary>A delivery that waits for a person.</summary>
sealed record ParkedRow(string Destination, string StudyUid, string Kind, string Reason);
