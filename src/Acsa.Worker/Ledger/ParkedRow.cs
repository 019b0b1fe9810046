namespace Acsa.Worker.Ledger;

/// <summary>A delivery that waits for a person, or a report on a study that could not be written.</summary>
/// <param name="Destination">Null for what could not be written.</param>
/// <param name="Kind">Of the result; "study-sr" for any form of what could not be written.</param>
sealed record ParkedRow(string? Destination, string StudyUid, string Kind, string Reason);
