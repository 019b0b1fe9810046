namespace Acsa.Worker.Delivery;

/// <summary>How far one association with a destination came.</summary>
/// <param name="Answers">The items that were answered, or that could not be offered at all.</param>
/// <param name="Failure">Why the others were not; null when all were answered.</param>
sealed record SendReport(IReadOnlyList<SendAnswer> Answers, SendFailure? Failure)
{
    /// <summary>Whether the sender was told to stop before it came to the end: that the others have no answer is nobody's fault.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Whether the destination answered any item.</summary>
    public bool IsAnsweredByPeer => Answers.Any(answer => answer.IsOfPeer);
}
