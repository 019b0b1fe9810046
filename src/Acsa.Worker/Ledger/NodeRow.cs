namespace Acsa.Worker.Ledger;

/// <summary>A node that works, or worked, on this ledger.</summary>
/// <param name="IsAlive">Whether its lease runs.</param>
/// <param name="Schedule">The times of its configuration for what one node does for all; null = not said.</param>
sealed record NodeRow(string Name, DateTimeOffset StartedAt, DateTimeOffset LeaseUntil, bool IsAlive, string? Schedule);
