namespace Acsa.Worker.Ledger;

/// <summary>A node that works, or worked, on this ledger.</summary>
/// <param name="IsAlive">Whether its lease runs.</param>
sealed record NodeRow(string Name, DateTimeOffset StartedAt, DateTimeOffset LeaseUntil, bool IsAlive);
