namespace Acsa.Worker.Configuration;

/// <summary>Keeps one task for each configured destination: ends that of one that leaves or changes, begins that of one that
/// comes.</summary>
static class DestinationTasks
{
    /// <summary>Runs until told to stop; a task that fails takes the others with it.</summary>
    /// <param name="wanted">Whether a destination has a task at all.</param>
    public static async Task RunAsync(
        LiveConfiguration live, Func<DestinationConfiguration, bool> wanted, Func<DestinationConfiguration, CancellationToken, Task> run,
        CancellationToken stop)
    {
        var running = new List<(DestinationConfiguration Destination, CancellationTokenSource Ends, Task Task)>();
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            while (true)
            {
                var changed = live.Changed;
                var destinations = live.Current.Destinations.Where(wanted).ToList();
                foreach (var gone in running.Where(entry => !destinations.Exists(entry.Destination.IsWrittenAs)).ToList())
                {
                    await gone.Ends.CancelAsync();
                    await EndOf(gone.Task, gone.Ends.Token);
                    gone.Ends.Dispose();
                    running.Remove(gone);
                }

                foreach (var destination in destinations.Where(to => !running.Exists(entry => entry.Destination.IsWrittenAs(to))))
                {
                    var ends = CancellationTokenSource.CreateLinkedTokenSource(all.Token);
                    running.Add((destination, ends, run(destination, ends.Token)));
                }

                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
                var first = await Task.WhenAny(
                    [changed, Task.Delay(Timeout.InfiniteTimeSpan, waiting.Token), .. running.Select(entry => entry.Task)]);
                await waiting.CancelAsync();
                stop.ThrowIfCancellationRequested();
                if (first != changed) await first;
            }
        }
        finally
        {
            await all.CancelAsync();
            foreach (var entry in running)
            {
                await EndOf(entry.Task, all.Token);
                entry.Ends.Dispose();
            }
        }
    }

    static async Task EndOf(Task task, CancellationToken told)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException) when (told.IsCancellationRequested)
        {
            // As it was told.
        }
    }
}
