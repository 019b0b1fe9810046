using Acsa.Segmentation;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>An open model and where it runs.</summary>
/// <param name="IsGpu">Whether another provider than the processor was proven to run it.</param>
/// <param name="Proof">Each provider that was tried, with what was found.</param>
/// <param name="LastCheck">Of the golden case on the provider in use, at the start and on schedule; null before the first.</param>
/// <param name="Unusable">Why it computes nothing until the next start; null when it does.</param>
sealed record ModelInUse(
    string Id, string Version, string Title, string Provider, bool IsGpu, IReadOnlyList<string> Proof, string Sha256,
    ModelCheck? LastCheck, string? Unusable);
