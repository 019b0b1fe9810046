using System.Data.Common;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>Tells the ledger of associations that ended, in their order and off the network's threads.</summary>
sealed class AssociationEnds(SpoolFolder spool, IAssemblyLedger ledger, TimeProvider time, ILogger<AssociationEnds> log)
{
    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var association in spool.EndedAssociations.ReadAllAsync(stop)) await RecordAsync(association, stop);
    }

    async Task RecordAsync(string association, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ledger.AssociationEndedAsync(association, stop);
                return;
            }
            catch (DbException error) when (attempt < Limits.TransactionAttempts)
            {
                Log.EndNotRecorded(log, error);
                await Task.Delay(Limits.TroublePause, time, stop);
            }
            catch (DbException error)
            {
                Log.EndNotRecorded(log, error); // The study's longest time sees to it.
                return;
            }
        }
    }
}
