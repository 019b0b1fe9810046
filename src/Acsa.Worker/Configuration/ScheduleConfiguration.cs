namespace Acsa.Worker.Configuration;

/// <summary>When what is done now and then is done: cron expressions of five fields in the machine's time zone; null = never.</summary>
/// <param name="CleanUp">Retention.</param>
/// <param name="Reconcile">Destinations are asked for what they took.</param>
/// <param name="Backup">The ledger is copied, where a folder is configured.</param>
/// <param name="Care">The ledger is tidied.</param>
/// <param name="GoldenCase">Each node proves its models, besides every hour.</param>
sealed record ScheduleConfiguration(string? CleanUp, string? Reconcile, string? Backup, string? Care, string? GoldenCase)
{
    public static ScheduleConfiguration Default { get; } = new("17 */6 * * *", "43 * * * *", "30 1 * * *", "10 2 * * *", null);
}
