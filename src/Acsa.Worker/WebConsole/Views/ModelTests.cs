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

    List<ModelTest> Run(CancellationToken stop) =>
    [
        .. ModelLibrary.Load(live.Current.Models).Packages.SelectMany(package => ProviderProof.OnEach(package, time, stop).Select(proof =>
            new ModelTest(package.Manifest.Id, package.Manifest.Version, proof.Provider, time.GetUtcNow(), proof.Check?.Golden?.Dice,
                proof.Check?.Golden?.MinimumDice, proof.IsWrong ? false : proof.Check?.Golden?.Passed,
                proof.Says ?? (proof.Check?.Golden is null ? "The package has no golden case." : null)))),
    ];
}
