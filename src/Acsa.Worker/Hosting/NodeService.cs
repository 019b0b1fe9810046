using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.Health;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
using Acsa.Worker.Operations.AuditMessages;
using Acsa.Worker.Results;
using Acsa.Worker.Schedules;
using Acsa.Worker.Spool;
using Acsa.Worker.StorageCommitment;
using Acsa.Worker.Studies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>The life of a node: put the house in order, open the ear, work until told to stop, close the ear first.</summary>
sealed class NodeService(
    NodeConfiguration configuration, DataFolder data, SqlLedger ledger, NodeKeeper keeper, SpoolRecovery recovery, ResultFolder results,
    AnalysisSetup analysis, StudyWorker studies, DeliveryLoops deliveries, FitnessBook fitnessBook, FitnessLoops fitness,
    CommitmentLoops commitments, NodeSchedule schedule, Heir heir,
    AssociationEnds ends, StageWatch watch, ModelWatch models, NodePorts ports, WorkSignal signal, NativeHeap heap,
    ConfigurationWatch files, Watchdog watchdog, ReceivedAudit received, ILoggerFactory logs) : BackgroundService
{
    readonly ILogger _log = logs.CreateLogger<NodeService>();

    /// <summary>The port in use; 0 before the start.</summary>
    public int Port => ports.Port;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.Ledger.IsShared) await data.PairAsync(ledger, cancellationToken);
        await keeper.JoinAsync(cancellationToken);
        await recovery.RunAsync(cancellationToken);
        await results.SweepAsync(ledger, cancellationToken);
        foreach (var change in await ledger.ReviseRoutesAsync([.. configuration.Destinations.Select(to => to.Name)], cancellationToken))
        {
            if (change.Parked > 0) Log.DestinationGone(_log, change.Destination, change.Parked);
            if (change.Resumed > 0) Log.DestinationBack(_log, change.Destination, change.Resumed);
        }

        fitnessBook.Recall();
        ledger.Changed += signal.Raise;
        received.Listen();
        files.Listen();
        ports.Open();
        Log.Started(_log, configuration.Dicom.AeTitle, ports.Description, data.Path, analysis.Description);
        if (!configuration.Spool.Flush) Log.NotFlushed(_log);
        Log.Joined(_log, keeper.Node.Name, ledger.Description);
        foreach (var problem in analysis.Models.Problems) Log.ModelProblem(_log, problem);
        if (configuration.Scanners.Count == 0) Log.NobodyAdmitted(_log);
        ServiceNotice.Ready();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        ServiceNotice.Stopping();
        Log.Stopping(_log);
        ports.Dispose();
        await base.StopAsync(cancellationToken);
        await keeper.LeaveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Loops.RunAsync(
            [
                keeper.RunAsync, heir.RunAsync, ends.RunAsync, watch.RunAsync, models.RunAsync, studies.RunAsync, deliveries.RunAsync,
                fitness.RunAsync, commitments.RunAsync, schedule.RunAsync, heap.RunAsync, files.RunAsync, watchdog.RunAsync,
            ], Limits.LoopsEnd, TimeProvider.System, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // As they were told.
        }
    }
}
