namespace Acsa.Worker.Ledger;

/// <summary>A finding and the scanner that its image came from.</summary>
/// <param name="Entry">One entry of results.json.</param>
sealed record ScannerFinding(string CallingAe, DateTimeOffset At, string Entry);
