namespace Acsa.Worker.Delivery;

/// <summary>The end of one item.</summary>
/// <param name="OutboxId">Which item.</param>
/// <param name="Answer">What it means for the result.</param>
/// <param name="Words">The status in words.</param>
/// <param name="IsOfPeer">False when the item could not be offered at all.</param>
sealed record SendAnswer(long OutboxId, StoreAnswer Answer, string Words, bool IsOfPeer = true)
{
    /// <summary>Whether the result's file is gone, or is not what was written.</summary>
    public bool FileIsLost { get; init; }

    /// <summary>Whether it says something of all objects of the class.</summary>
    public ClassRefusedBy ClassRefusedBy { get; init; }
}
