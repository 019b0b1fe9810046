namespace Acsa.Worker.Studies;

/// <summary>
/// Analyses one instance after another, each in its time: what does not end is told to, and left when it does not heed that. A thread
/// cannot be ended from outside; where several are stuck, only a new process helps.
/// </summary>
sealed class AnalysisUnderDeadline(IInstanceAnalyser analyser, TimeSpan deadline, TimeProvider time)
{
    readonly List<Task> _left = [];

    /// <summary>Returns null when the analysis did not end in time; throws <see cref="AnalysesStuckException"/> when too many did not
    /// end at all.</summary>
    public async Task<InstanceAnalysis?> RunAsync(string file, AnalysisPast past, DateTimeOffset runAt, IReadOnlySet<string>? models,
        CancellationToken stop)
    {
        _left.RemoveAll(task => task.IsCompleted);
        if (_left.Count >= Limits.AnalysesLeft) throw new AnalysesStuckException(_left.Count);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var token = late.Token;
        var work = Task.Run(() => analyser.Analyse(file, past, runAt, models, token), stop);
        if (await EndsWithinAsync(work, deadline)) return await work;
        await late.CancelAsync();
        if (!await EndsWithinAsync(work, Limits.AnalysisGrace)) _left.Add(work);
        stop.ThrowIfCancellationRequested();
        return null;
    }

    async Task<bool> EndsWithinAsync(Task work, TimeSpan limit)
    {
        using var ended = new CancellationTokenSource();
        var first = await Task.WhenAny(work, Task.Delay(limit, time, ended.Token));
        await ended.CancelAsync();
        return first == work;
    }
}
