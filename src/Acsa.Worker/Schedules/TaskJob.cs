using Quartz;

namespace Acsa.Worker.Schedules;

/// <summary>The scheduler's side of every task: the key of its job names the task. Its name is in the ledger's rows.</summary>
[DisallowConcurrentExecution]
sealed class TaskJob(ScheduledTasks tasks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await tasks.RunAsync(context.JobDetail.Key.Name);
}
