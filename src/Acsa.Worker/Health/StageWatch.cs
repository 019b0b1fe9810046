using System.Data.Common;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Health;

/// <summary>Looks at the age of the oldest work of each stage and at the other nodes, and says when something is wrong and when it is no
/// longer.</summary>
sealed class StageWatch(
    IAssemblyLedger ledger, INodeLedger nodes, HealthConfiguration limits, TimeProvider time, ILogger<StageWatch> log) : IHealth
{
    volatile HealthReport _current = HealthReport.Well;

    public HealthReport Current => _current;

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await LookAsync(stop);
            await Task.Delay(Limits.WatchPause, time, stop);
        }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        var before = _current;
        try
        {
            _current = HealthReport.Judge(await ledger.StageAgesAsync(stop), limits, await nodes.NodesAsync(stop));
        }
        catch (DbException error)
        {
            _current = new([$"The ledger does not answer: {error.Message}"]);
        }

        // Said when it begins and when it ends; the ages in the sentences change all the time.
        if (before.IsWell && !_current.IsWell) foreach (var problem in _current.Problems) Log.Unwell(log, problem);
        if (!before.IsWell && _current.IsWell) Log.WellAgain(log);
    }
}
