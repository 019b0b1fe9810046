using System.Data.Common;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>Keeps this node's place among those that share its ledger: says at intervals that it is alive.</summary>
sealed class NodeKeeper(NodeIdentity node, INodeLedger ledger, LiveConfiguration live, TimeProvider time, ILogger<NodeKeeper> log)
{
    // More than any commitment that a scanner is told of waits for.
    static readonly TimeSpan ShortestBound = TimeSpan.FromHours(2);

    DateTimeOffset _latest;

    public NodeIdentity Node => node;

    public async Task JoinAsync(CancellationToken stop)
    {
        await ledger.JoinAsync(node, Limits.Lease, stop);
        await CorrectTimesAsync(stop);
    }

    /// <summary>Runs until told to stop; throws <see cref="LeaseLostException"/> when another process joined under this node's
    /// name.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Limits.Lease / 3, time, stop);
            try
            {
                await BeatAsync(stop);
            }
            catch (DbException error)
            {
                // The loops that work feel it themselves; a node that cannot say that it is alive goes on and says so later.
                Log.KeeperTrouble(log, error);
            }
        }
    }

    /// <summary>Says once that the node is alive, and puts times right when the clock was set back.</summary>
    public async Task BeatAsync(CancellationToken stop)
    {
        if (time.GetUtcNow() < _latest - Limits.ClockStep) await CorrectTimesAsync(stop);
        if (!await ledger.RenewNodeAsync(node, Limits.Lease, stop)) throw new LeaseLostException($"the node's name {node.Name}");
        _latest = time.GetUtcNow();
    }

    async Task CorrectTimesAsync(CancellationToken stop)
    {
        var waits = live.Current.Destinations
            .SelectMany(to => new[] { to.Retry.LongestDelay, to.CommitmentTimeout, to.Timeout * 4 + Limits.Lease });
        var corrected = await ledger.CorrectTimesAsync(Limits.Lease, waits.Append(ShortestBound).Max(), stop);
        if (corrected > 0) Log.TimesCorrected(log, corrected);
        _latest = time.GetUtcNow();
    }

    public async Task LeaveAsync(CancellationToken stop)
    {
        try
        {
            await ledger.LeaveAsync(node, stop);
        }
        catch (Exception error) when (error is DbException or OperationCanceledException)
        {
            Log.KeeperTrouble(log, error); // Its lease runs out by itself; that the time for the stop is over is no failure of the node.
        }
    }
}
