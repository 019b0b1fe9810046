namespace Acsa.Segmentation;

/// <summary>How a model did on one execution provider.</summary>
/// <param name="Provider">As in the configuration, for example <c>webgpu</c>.</param>
/// <param name="Check">What was found; null where the provider did not take the model.</param>
/// <param name="IsWrong">Whether it computed something else than it should.</param>
/// <param name="Says">Why it failed, or why the provider is not there; null when all is well.</param>
public sealed record ProviderProof(string Provider, ModelCheck? Check, bool IsWrong, string? Says)
{
    /// <summary>
    /// Proves a package on every provider that this machine may have, one after the other: the golden case, and the masks beside the
    /// processor's.
    /// </summary>
    public static IEnumerable<ProviderProof> OnEach(ModelPackage package, TimeProvider time, CancellationToken stop = default) =>
        ExecutionProviderPolicy.Default.Candidates().Select(provider => On(package, provider, time, stop));

    static ProviderProof On(ModelPackage package, InferenceProvider provider, TimeProvider time, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var name = ExecutionProviderPolicy.NameOf(provider);
        try
        {
            // This provider or none: falling back on another one would prove that twice.
            using var segmenter = Segmenter.Open(package, new(provider, provider == InferenceProvider.Cpu ? GpuUse.Off : GpuUse.Required));
            var check = segmenter.Check(time, stop);
            return new(name, check, !check.Passed, check.Problem);
        }
        catch (ProviderUnavailableException missing)
        {
            return new(name, null, missing.Attempts.Any(attempt => attempt.IsWrong),
                string.Join("; ", missing.Attempts.Select(tried => tried.Reason)));
        }
        catch (Exception error) when (error is ModelPackageException or InferenceException)
        {
            return new(name, null, true, error.Message);
        }
    }
}
