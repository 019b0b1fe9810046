namespace Acsa.Worker.Ledger;

/// <summary>A destination's queue as `status` shows it.</summary>
/// <param name="Delivered">Held by the destination, committed or not.</param>
/// <param name="Committed">Of these, committed to.</param>
/// <param name="AwaySince">Since when it is asked by C-ECHO alone; null while it is not.</param>
/// <param name="Failures">How often in a row it could not be reached.</param>
sealed record DestinationRow(
    string Name, long Pending, long Delivered, long Committed, long Parked, DateTimeOffset? NextAttempt, string? Trouble,
    DateTimeOffset? AwaySince = null, int Failures = 0)
{
    /// <summary>The circuit breaker's state: closed, open, or half-open while one call finds out.</summary>
    public string Circuit(DateTimeOffset now) => AwaySince is null ? "closed" : NextAttempt > now ? "open" : "half-open";
}
