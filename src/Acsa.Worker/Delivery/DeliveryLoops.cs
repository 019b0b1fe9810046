using System.Data.Common;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Delivery;

/// <summary>All destinations' loops, side by side.</summary>
sealed class DeliveryLoops(
    LiveConfiguration live, NodeIdentity node, IOutbox outbox, IResultSender sender, WorkSignal signal, TimeProvider time,
    ILogger<DeliveryLoop> log, IClassRefusals refusals)
{
    /// <summary>Ends when told to stop, also with no destination at all.</summary>
    public Task RunAsync(CancellationToken stop) => DestinationTasks.RunAsync(live, _ => true, RunAsync, stop);

    async Task RunAsync(DestinationConfiguration destination, CancellationToken stop)
    {
        var loop = new DeliveryLoop(destination, node, outbox, sender, signal, time, Random.Shared, log, refusals);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await loop.RunAsync(stop);
            }
            catch (DbException error)
            {
                Log.DeliveryTrouble(log, destination.Name, error);
                await Task.Delay(Limits.TroublePause, time, stop);
            }
        }
    }
}
