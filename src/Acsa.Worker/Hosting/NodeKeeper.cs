using System.Data.Common;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>Keeps this node's place among those that share its ledger: says at intervals that it is alive.</summary>
sealed class NodeKeeper(NodeIdentity node, INodeLedger ledger, TimeProvider time, ILogger<NodeKeeper> log)
{
    public NodeIdentity Node => node;

    public Task JoinAsync(CancellationToken stop) => ledger.JoinAsync(node, Limits.Lease, stop);

    /// <summary>Runs until told to stop; throws <see cref="LeaseLostException"/> when another process joined under this node's
    /// name.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Limits.Lease / 3, time, stop);
            try
            {
                if (!await ledger.RenewNodeAsync(node, Limits.Lease, stop)) throw new LeaseLostException($"the node's name {node.Name}");
            }
            catch (DbException error)
            {
                // The loops that work feel it themselves; a node that cannot say that it is alive goes on and says so later.
                Log.KeeperTrouble(log, error);
            }
        }
    }

    public async Task LeaveAsync(CancellationToken stop)
    {
        try
        {
            await ledger.LeaveAsync(node, stop);
        }
        catch (DbException error)
        {
            Log.KeeperTrouble(log, error); // Its lease runs out by itself.
        }
    }
}
