using System.Data.Common;
using Acsa.Worker.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Acsa.Worker.Schedules;

/// <summary>
/// Runs tasks at their times, by Quartz with its store in the ledger's database: what was due while no node ran is done once when one does,
/// and of nodes that share a ledger one does it (docs/decisions/086).
/// </summary>
sealed class NodeSchedule(
    LedgerLocation location, INodeLedger nodes, NodeIdentity node, IReadOnlyList<ScheduledTask> tasks, TimeProvider time,
    ILoggerFactory logs)
{
    const string Scheduler = "acsa";
    const string Ungrouped = "_"; // Quartz's word for triggers that any node may run
    readonly ILogger _log = logs.CreateLogger<NodeSchedule>();

    /// <summary>Called when the times are in the ledger and the scheduler runs.</summary>
    public Action? Planned { get; init; }

    /// <summary>Runs until told to stop; throws what a task threw that is no trouble with disk, network or ledger.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await ScheduleAsync(stop);
            }
            catch (Exception error) when (error is SchedulerException or DbException)
            {
                Log.ScheduleTrouble(_log, error);
                await Task.Delay(Limits.TroublePause, time, stop);
            }
        }
    }

    async Task ScheduleAsync(CancellationToken stop)
    {
        var running = new ScheduledTasks(tasks, _log, stop);
        var scheduler = await QuartzSchedulerBuilder.Create(quartz => Configure(quartz, running)).BuildScheduler(stop);
        try
        {
            foreach (var task in tasks.Where(task => task.OnEachNode)) await PlanAsync(scheduler, task, stop);
            var agree = await PlanSharedAsync(scheduler, mayComplain: true, stop);
            await scheduler.Start(stop);
            Planned?.Invoke();
            await await Task.WhenAny(running.Failed, SettleAsync(scheduler, agree, stop));
        }
        finally
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }
    }

    void Configure(IQuartzBuilder quartz, ScheduledTasks running)
    {
        quartz.Services.AddSingleton(logs).AddSingleton(running);
        quartz.UseTimeProvider(time);
        quartz.UseDefaultThreadPool(1); // One after the other: none is in a hurry, and each reads the whole ledger.
        quartz.ConfigureScheduler(options =>
        {
            (options.InstanceName, options.InstanceId) = (Scheduler, node.Name);
            options.IdleWaitTime = TimeSpan.FromSeconds(10); // Another node's plans are not announced to this one.
            options.ServedExecutionGroups.Add(Ungrouped);
            options.ServedExecutionGroups.Add(node.Name);
        });
        quartz.UsePersistentStore(store =>
        {
            if (location.Connection is { } connection)
            {
                store.UsePostgres(NpgsqlFactory.Instance, new NpgsqlConnectionStringBuilder(connection)
                {
                    ApplicationName = "acsa schedule", MaxPoolSize = 4, Timeout = 10, CommandTimeout = 30,
                }.ToString());
                store.UseClustering(cluster => cluster.CheckinInterval = Limits.Lease / 2);
            }
            else
            {
                // Not pooled: a connection that rests in a pool would keep the file open.
                store.UseSqlite(SqliteFactory.Instance, new SqliteConnectionStringBuilder
                {
                    DataSource = location.File, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30,
                }.ToString());
            }

            store.ProvisionSchema();
        });
    }

    // What one node does for all is planned when all that live want the same times: otherwise the last one that started would set them for
    // the others, and none would know.
    async Task<bool> PlanSharedAsync(IScheduler scheduler, bool mayComplain, CancellationToken stop)
    {
        var shared = tasks.Where(task => !task.OnEachNode).OrderBy(task => task.Name, StringComparer.Ordinal).ToList();
        var others = await nodes.StateScheduleAsync(node, string.Join("; ", shared.Select(task => $"{task.Name} {task.Cron ?? "off"}")),
            stop);
        if (others.Count > 0)
        {
            if (mayComplain) Log.SchedulesDiffer(_log, string.Join(", ", others));
            return false;
        }

        foreach (var task in shared) await PlanAsync(scheduler, task, stop);
        return true;
    }

    // Until the others are configured alike, or gone.
    async Task SettleAsync(IScheduler scheduler, bool agree, CancellationToken stop)
    {
        while (!agree)
        {
            await Task.Delay(Limits.WatchPause, time, stop);
            agree = await PlanSharedAsync(scheduler, mayComplain: false, stop);
            if (agree) Log.SchedulesAgree(_log);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
    }

    // A trigger that is there already keeps its next time: what was due while nobody ran is not forgotten by a restart.
    async Task PlanAsync(IScheduler scheduler, ScheduledTask task, CancellationToken stop)
    {
        var key = new TriggerKey(task.OnEachNode ? $"{task.Name}@{node.Name}" : task.Name);
        if (task.Cron is null)
        {
            await scheduler.UnscheduleJob(key, stop);
            return;
        }

        var expression = CronExpression.Parse(task.Cron, CronFormat.Unix);
        if (await scheduler.GetTrigger(key, stop) is ICronTrigger planned
            && planned.CronExpressionString == expression.CronExpressionString) return;
        var job = JobBuilder.Create<TaskJob>().WithIdentity(task.Name).StoreDurably().Build();
        var trigger = TriggerBuilder.Create(time).WithIdentity(key).ForJob(job).WithSchedule(
            CronScheduleBuilder.Create(expression).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed));
        if (task.OnEachNode) trigger.WithExecutionGroup(node.Name);
        await scheduler.AddJob(job, new AddJobOptions { Replace = true }, stop);
        await scheduler.ScheduleTrigger(trigger.Build(), TriggerConflict.Replace, stop);
    }
}
