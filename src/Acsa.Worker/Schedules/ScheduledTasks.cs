using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Schedules;

/// <summary>The tasks of one node, as its scheduler runs them.</summary>
/// <param name="stop">Ends a task that runs.</param>
sealed class ScheduledTasks(IReadOnlyList<ScheduledTask> tasks, ILogger log, CancellationToken stop)
{
    readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a task fails for a reason that is nobody's but the program's.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Runs a task; what disk or ledger does to it is told, and the next time has it again.</summary>
    public async Task RunAsync(string name)
    {
        // Of a version that had it; or turned off here, and its trigger goes with the next start. What one node does for all it does also
        // where its own configuration says otherwise: the ledger has the times that all agreed on.
        if (tasks.FirstOrDefault(task => task.Name == name) is not { } found || found is { OnEachNode: true, Cron: null }) return;
        try
        {
            await found.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The node stops.
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
        {
            Log.ScheduledTaskTrouble(log, name, error);
        }
        catch (Exception error)
        {
            // Left to the scheduler it would be a line in the log, night after night.
            _failed.TrySetException(error);
        }
    }
}
