using Acsa.Segmentation;
using Acsa.Worker.Studies;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Care;

/// <summary>Runs the golden case of each model that this node works with, on the sessions that it works with.</summary>
sealed class GoldenCases(AnalysisSetup setup, ILogger<GoldenCases> log)
{
    public Task RunAsync(CancellationToken stop) => Task.Run(() => Run(stop), stop);

    void Run(CancellationToken stop)
    {
        var passed = 0;
        foreach (var segmenter in setup.Models.Models)
        {
            stop.ThrowIfCancellationRequested();
            if (Problem(segmenter, stop) is { } problem) Log.GoldenCaseFailed(log, problem);
            else passed++;
        }

        if (passed > 0) Log.GoldenCasesPassed(log, passed);
    }

    static string? Problem(Segmenter segmenter, CancellationToken stop)
    {
        try
        {
            return GoldenCheck.Run(segmenter, stop) is { Passed: false } result
                ? FormattableString.Invariant($"{segmenter.Package.Manifest.Id}: Dice {result.Dice:0.0000}, at least {result.MinimumDice:0.0000} is expected")
                : null;
        }
        catch (ModelPackageException error)
        {
            return error.Message;
        }
    }
}
