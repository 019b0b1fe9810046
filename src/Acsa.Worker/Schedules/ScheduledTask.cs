namespace Acsa.Worker.Schedules;

/// <summary>Something that is done at times of the configuration.</summary>
/// <param name="Name">In the ledger and in the log.</param>
/// <param name="Cron">When: five fields, minute to day of the week; null = never.</param>
/// <param name="OnEachNode">Whether each node does it, and not one for all that share the ledger.</param>
sealed record ScheduledTask(string Name, string? Cron, Func<CancellationToken, Task> RunAsync, bool OnEachNode = false);
