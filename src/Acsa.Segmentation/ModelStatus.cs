namespace Acsa.Segmentation;

/// <summary>How an open model is, for whoever asks.</summary>
/// <param name="Provider">ONNX Runtime's name of the provider in use.</param>
/// <param name="Unusable">Why it computes nothing until the next start; null when it does.</param>
/// <param name="Attempts">The providers that were tried, and those that were given up since; one line each.</param>
/// <param name="LastCheck">Null before the first.</param>
public sealed record ModelStatus(
    string Id, string Version, string Provider, string? Unusable, IReadOnlyList<string> Attempts, ModelCheck? LastCheck, BatchCount Runs)
{
    /// <summary>Those of the attempts that computed something else than they should.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    /// <summary>Whether the configuration names a provider and another one is in use.</summary>
    public bool IsNamedProviderMissing { get; init; }
}
