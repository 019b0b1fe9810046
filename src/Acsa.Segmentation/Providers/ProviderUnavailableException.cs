namespace Acsa.Segmentation;

/// <summary>None of the execution providers that the configuration allows runs the model on this machine.</summary>
public sealed class ProviderUnavailableException(IReadOnlyList<ProviderAttempt> attempts)
    : Exception($"No execution provider that the configuration allows works here: {string.Join("; ", attempts)}")
{
    /// <summary>What was tried, in order.</summary>
    public IReadOnlyList<ProviderAttempt> Attempts { get; } = attempts;
}
