namespace Acsa.Segmentation;

/// <summary>One execution provider that was tried.</summary>
/// <param name="Name">As in the configuration, for example <c>webgpu</c>.</param>
/// <param name="Reason">One line: why it was refused, or what proves that it is in use.</param>
public sealed record ProviderAttempt(string Name, bool Accepted, string Reason)
{
    /// <summary>Whether it ran the model and gave other masks than it should: not a device that is missing, but one that computes
    /// wrongly.</summary>
    public bool IsWrong { get; init; }

    /// <summary>One line for a log.</summary>
    public override string ToString() => $"{Name} {(Accepted ? "in use" : "refused")}: {Reason}";
}
