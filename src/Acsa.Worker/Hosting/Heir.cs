using System.Data.Common;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>
/// Looks after what a node leaves that dies beside this one: files that it gave their names and did not record, associations that ended
/// with it. Its leases run out by themselves.
/// </summary>
sealed class Heir(NodeIdentity node, INodeLedger nodes, IAssemblyLedger assembly, SpoolRecovery recovery, TimeProvider time,
    ILogger<Heir> log)
{
    readonly Dictionary<string, DateTimeOffset> _done = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Limits.Lease / 3, time, stop);
            try
            {
                await LookAsync(stop);
            }
            catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
            {
                Log.HeirTrouble(log, error);
            }
        }
    }

    /// <summary>Takes care once of each node whose lease has run out since it was last seen alive.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        await recovery.AdoptLeftAsync(stop);
        foreach (var gone in (await nodes.NodesAsync(stop)).Where(row => !row.IsAlive && row.Name != node.Name))
        {
            if (_done.GetValueOrDefault(gone.Name) == gone.LeaseUntil) continue;
            var adopted = await recovery.AdoptFromAsync(gone.Name, stop);
            var studies = await assembly.EndAssociationsOfAsync(gone.Name, stop);
            _done[gone.Name] = gone.LeaseUntil;
            if (adopted + studies > 0) Log.NodeGone(log, gone.Name, adopted, studies);
        }
    }
}
