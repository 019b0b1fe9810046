using Acsa.Worker.Delivery;

namespace Acsa.Worker.Ledger;

/// <summary>What became of one delivery.</summary>
/// <param name="Reason">In words, for the technologist.</param>
/// <param name="NextAttempt">With <see cref="StoreAnswer.Retry"/>: when; otherwise null.</param>
/// <param name="CountsAsAttempt">False gives the row back unharmed, for example when the node stops.</param>
sealed record OutboxSettlement(long OutboxId, StoreAnswer Answer, string Reason, DateTimeOffset? NextAttempt, bool CountsAsAttempt = true)
{
    /// <summary>Whether the result's file is gone, or is not what was written: an analysis that gives the same result again writes it
    /// anew.</summary>
    public bool FileIsLost { get; init; }
}
