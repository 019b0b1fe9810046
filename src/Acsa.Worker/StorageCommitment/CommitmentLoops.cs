using System.Data.Common;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.StorageCommitment;

/// <summary>All loops of Storage Commitment, side by side.</summary>
sealed class CommitmentLoops(
    LiveConfiguration live, ICommitmentLedger ledger, ICommitmentClient client, ScannerCommitments scanners, WorkSignal signal,
    TimeProvider time, ILogger<CommitmentLoop> log)
{
    /// <summary>Runs until told to stop; a loop that fails takes the others with it, and this with them.</summary>
    public Task RunAsync(CancellationToken stop) => Loops.RunAsync(
    [
        ended => KeepAsync(scanners.RunAsync, ended),
        ended => DestinationTasks.RunAsync(live, destination => destination.Commitment, (destination, over) =>
            KeepAsync(new CommitmentLoop(destination, ledger, client, signal, time, Random.Shared, log).RunAsync, over), ended),
    ], Limits.LoopsEnd, time, stop);

    async Task KeepAsync(Func<CancellationToken, Task> run, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await run(stop);
            }
            catch (DbException error)
            {
                Log.CommitmentTrouble(log, error);
                await Task.Delay(Limits.TroublePause, time, stop);
            }
        }
    }
}
