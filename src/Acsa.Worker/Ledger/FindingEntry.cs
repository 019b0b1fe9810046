namespace Acsa.Worker.Ledger;

/// <summary>A finding as it goes into the ledger.</summary>
/// <param name="Status">measured, review or refused.</param>
/// <param name="Json">One entry of results.json.</param>
sealed record FindingEntry(string Status, string Json);
