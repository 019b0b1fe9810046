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
    /// <summary>Of the delivered ones, those it was asked to commit to and has not reported on.</summary>
    public long Asked { get; init; }

    /// <summary>Since when the oldest request for commitment is open; null when none is.</summary>
    public DateTimeOffset? AskedSince { get; init; }

    /// <summary>Of the delivered and committed ones, those that no query has found there.</summary>
    public long Unseen { get; init; }

    /// <summary>The circuit breaker's state: closed, open, or half-open while one call finds out.</summary>
    public string Circuit(DateTimeOffset now) => AwaySince is null ? "closed" : NextAttempt > now ? "open" : "half-open";
}
