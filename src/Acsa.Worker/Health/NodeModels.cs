using Acsa.Segmentation;

namespace Acsa.Worker.Health;

/// <summary>What a node found out about its models.</summary>
/// <param name="Problems">Why packages are not used; one sentence each.</param>
sealed record NodeModels(IReadOnlyList<ModelStatus> Models, IReadOnlyList<string> Problems)
{
    /// <summary>What somebody has to look at, one sentence each: it measures with less than it should, or not at all.</summary>
    public IReadOnlyList<string> Troubles() =>
    [
        .. Models.Count == 0 ? ["No model is in use; nothing can be measured."] : Array.Empty<string>(), .. Problems,
        .. Models.SelectMany(TroublesOf),
    ];

    // A GPU that is merely not there is none: "preferred" means that the processor will do, unless a provider is asked for by name.
    static IEnumerable<string> TroublesOf(ModelStatus model)
    {
        var name = $"The model {model.Id} {model.Version}";
        if (model.Unusable is { } reason)
        {
            yield return $"{name} is not used: {reason}.";
            yield break;
        }

        if (model.Wrong.Count > 0)
            yield return $"{name} runs on {model.Provider}, as another device fails or computes wrongly: {string.Join("; ", model.Wrong)}.";
        else if (model.LastCheck is { Problem: { } problem }) yield return $"{name} failed on {model.LastCheck.Provider}: {problem}.";
        else if (model.IsNamedProviderMissing)
            yield return $"{name} runs on {model.Provider}, not on the provider of the configuration: {string.Join("; ", model.Attempts)}.";
    }
}
