using Acsa.Segmentation;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Golden cases on each execution provider of this machine, when somebody asks for them; the last results are kept.</summary>
sealed class ModelTests(LiveConfiguration live, TimeProvider time) : IDisposable
{
    readonly SemaphoreSlim _gate = new(1, 1);
    volatile IReadOnlyList<ModelTest> _last = [];

    public IReadOnlyList<ModelTest> Last => _last;

    /// <summary>Runs all of them, one after the other.</summary>
    public async Task<IReadOnlyList<ModelTest>> RunAsync(CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            return _last = await Task.Run(() => Run(stop), stop);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    List<ModelTest> Run(CancellationToken stop)
    {
        var tests = new List<ModelTest>();
        foreach (var package in ModelLibrary.Load(live.Current.Models).Packages)
        {
            foreach (var provider in ExecutionProviderPolicy.Default.Candidates()) tests.Add(Run(package, provider, stop));
        }

        return tests;
    }

    ModelTest Run(ModelPackage package, InferenceProvider provider, CancellationToken stop)
    {
        var name = ExecutionProviderPolicy.NameOf(provider);
        stop.ThrowIfCancellationRequested();
        try
        {
            // This provider or none: falling back on another one would test that twice.
            var policy = new ExecutionProviderPolicy(provider, provider == InferenceProvider.Cpu ? GpuUse.Off : GpuUse.Required);
            using var segmenter = Segmenter.Open(package, policy);
            var result = GoldenCheck.Run(segmenter, stop);
            return new(package.Manifest.Id, package.Manifest.Version, name, time.GetUtcNow(), result?.Dice, result?.MinimumDice,
                result?.Passed, result is null ? "The package has no golden case." : null);
        }
        catch (Exception error) when (error is ProviderUnavailableException or ModelPackageException or InferenceException)
        {
            return new(package.Manifest.Id, package.Manifest.Version, name, time.GetUtcNow(), null, null, null, error.Message);
        }
    }
}
