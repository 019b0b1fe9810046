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
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
    [
        KeepAsync(scanners.RunAsync, stop),
        DestinationTasks.RunAsync(live, destination => destination.Commitment, (destination, ended) =>
            KeepAsync(new CommitmentLoop(destination, ledger, client, signal, time, Random.Shared, log).RunAsync, ended), stop),
    ]);

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
