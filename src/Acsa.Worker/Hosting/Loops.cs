namespace Acsa.Worker.Hosting;

/// <summary>Loops that live and end together: with one of them gone the rest would look well and do half of the work.</summary>
static class Loops
{
    /// <summary>Runs them until one ends, tells the others to, and throws what ended the first of them; it never just returns.</summary>
    /// <param name="grace">One that does not heed the word, at a disk that is gone for instance, is waited for no longer than this.</param>
    public static async Task RunAsync(
        IReadOnlyList<Func<CancellationToken, Task>> loops, TimeSpan grace, TimeProvider time, CancellationToken stop)
    {
        // Not disposed of: what does not end goes on looking at it.
        var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = loops.Select(loop => loop(ended.Token)).ToList();
        var first = await Task.WhenAny(running);
        await ended.CancelAsync();
        using var over = new CancellationTokenSource();
        var all = Task.WhenAll(running);
        await Task.WhenAny(all, Task.Delay(grace, time, over.Token));
        await over.CancelAsync();
        // The others were told to stop; what one of them failed with on the way is said all the same.
        if (!first.IsFaulted && all.IsFaulted) await all;
        await first;
        stop.ThrowIfCancellationRequested();
        throw new InvalidOperationException("A loop ended that was to go on until it is told to stop.");
    }
}
