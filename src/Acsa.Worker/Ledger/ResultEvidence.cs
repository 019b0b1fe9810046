namespace Acsa.Worker.Ledger;

/// <summary>The way of one result to one destination; a result without a destination has one row without one.</summary>
/// <param name="Stored">When the destination answered that it holds it; null before.</param>
/// <param name="Committed">When the destination committed to it; null before.</param>
sealed record ResultEvidence(
    string Kind, string SopInstanceUid, DateTimeOffset Created, string? Destination, string? State, long Attempts, DateTimeOffset? Stored,
    DateTimeOffset? Committed, string? Reason)
{
    /// <summary>Whether no later analysis has replaced or withdrawn it.</summary>
    public bool Stands { get; init; } = true;
}
