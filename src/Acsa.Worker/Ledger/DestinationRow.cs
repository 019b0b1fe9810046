namespace Acsa.Worker.Ledger;

/// <summary>A destination's queue as `status` shows it.</summary>
sealed record DestinationRow(string Name, long Pending, long Delivered, long Parked, DateTimeOffset? NextAttempt, string? Trouble);
