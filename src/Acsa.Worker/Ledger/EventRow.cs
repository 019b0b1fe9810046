namespace Acsa.Worker.Ledger;

/// <summary>One step on the way of an instance or a result.</summary>
sealed record EventRow(DateTimeOffset At, string Kind, string? SopInstanceUid, string? ResultUid, string? Destination, string? Detail);
