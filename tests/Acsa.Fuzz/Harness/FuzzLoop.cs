using System.Diagnostics;

namespace Acsa.Fuzz;

/// <summary>
/// Runs targets by turns in this process. Which inputs come in which order follows from seed, lane and targets alone.
/// </summary>
internal sealed class FuzzLoop
{
    private readonly FuzzRandom[] _randoms;
    private readonly Executor[] _executors;
    private readonly Corpus[] _corpora;
    private readonly TargetCounts[] _counts;

    /// <param name="lane">Tells workers of one run apart, and a worker from the one that crashed before it.</param>
    public FuzzLoop(IReadOnlyList<FuzzTarget> targets, ulong seed, ulong lane, string? corpusFolder, bool watchesCompiler = false)
    {
        Targets = targets;
        _executors = [.. targets.Select(t => new Executor(t, watchesCompiler))];
        _corpora = [.. targets.Select(t => new Corpus(t, corpusFolder))];
        _randoms = [.. targets.Select(t => new FuzzRandom(FuzzRandom.Mix(FuzzRandom.Mix(seed, lane), Hash64.Of(t.Name))))];
        _counts = new TargetCounts[targets.Count];
    }

    public IReadOnlyList<FuzzTarget> Targets { get; }

    public IReadOnlyList<TargetCounts> Counts => _counts;

    public IReadOnlyList<Corpus> Corpora => _corpora;

    /// <summary>Called before each execution.</summary>
    public Action<int, byte[]> Beginning { get; init; } = static (_, _) => { };

    /// <summary>Called with each find.</summary>
    public Action<Executor, Find> Found { get; init; } = static (_, _) => { };

    /// <summary>One round: each target as often as its weight says.</summary>
    public void Round(Func<bool> isOver)
    {
        for (var target = 0; target < Targets.Count; target++)
        {
            var started = Stopwatch.GetTimestamp();
            var counts = _counts[target];
            for (var i = 0; i < Targets[target].Weight && !isOver(); i++)
            {
                var input = _corpora[target].Next(Targets[target], _randoms[target]);
                Beginning(target, input);
                var verdict = _executors[target].Run(input);
                _corpora[target].Learn(input, verdict);
                counts.Executions++;
                if (verdict.IsAccepted) counts.Accepted++;
                if (verdict.Find is not { } find) continue;
                counts.Finds++;
                Found(_executors[target], find);
            }
            counts.Signatures = _corpora[target].Signatures;
            counts.Ticks += Stopwatch.GetElapsedTime(started).Ticks;
            _counts[target] = counts;
        }
    }
}
