namespace Acsa.Worker.Ledger;

/// <summary>A result as the ledger knows it, for a comparison with what a destination holds.</summary>
/// <param name="State">Of its delivery to that destination; null when it is not meant for it.</param>
sealed record KnownResult(string StudyUid, string SopInstanceUid, string Kind, string? State)
{
    /// <summary>Whether other results took its place: the destination may have hidden or deleted it since.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>Whether the destination said that it holds it.</summary>
    public bool IsStored => State is OutboxState.Delivered or OutboxState.Committed;
}
