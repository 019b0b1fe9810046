namespace Acsa.Worker.Hosting;

/// <summary>Wakes the loops when the ledger changed, so that none has to poll it busily.</summary>
sealed class WorkSignal
{
    volatile TaskCompletionSource _next = New();

    /// <summary>Taken before looking for work: a change after that is not missed.</summary>
    public Task Ticket => _next.Task;

    public void Raise() => Interlocked.Exchange(ref _next, New()).SetResult();

    /// <summary>Waits for a change since the ticket, for the time something falls due, or for the longest pause.</summary>
    public async Task WaitAsync(Task ticket, DateTimeOffset? due, TimeProvider time, CancellationToken stop)
    {
        var pause = due is { } at && at - time.GetUtcNow() is var left && left < Limits.LoopPause ? left : Limits.LoopPause;
        if (pause <= TimeSpan.Zero) pause = TimeSpan.FromMilliseconds(1);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(ticket, Task.Delay(pause, time, ended.Token));
        await ended.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
