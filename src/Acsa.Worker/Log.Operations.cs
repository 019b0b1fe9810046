using Microsoft.Extensions.Logging;

namespace Acsa.Worker;

static partial class Log
{
    [LoggerMessage(1800, LogLevel.Information, "The configuration was changed in {File} and is in use")]
    public static partial void ConfigurationTaken(ILogger log, string file);

    [LoggerMessage(1801, LogLevel.Warning, "The configuration was changed in {File}; {Keys} will be used from the next start on")]
    public static partial void ConfigurationAwaitsRestart(ILogger log, string file, string keys);

    [LoggerMessage(1802, LogLevel.Error, "The changed configuration cannot be used, the one before stays in use: {Problem}")]
    public static partial void ConfigurationRefused(ILogger log, string problem);

    [LoggerMessage(1803, LogLevel.Error, "The changed configuration could not be taken into use; it is tried again")]
    public static partial void ConfigurationTrouble(ILogger log, Exception error);

    [LoggerMessage(1804, LogLevel.Information, "The environment states instead of the file: {Names}")]
    public static partial void ConfigurationOverridden(ILogger log, string names);

    [LoggerMessage(1810, LogLevel.Information, "Health and metrics are at {Url}")]
    public static partial void MonitoringServed(ILogger log, string url);

    [LoggerMessage(1811, LogLevel.Error,
        "Health and metrics cannot be served at {Url}: {Problem}; the node works without, and tries again")]
    public static partial void MonitoringNotServed(ILogger log, string url, string problem);

    [LoggerMessage(1820, LogLevel.Warning, "The audit repository does not take messages, they wait: {Problem}")]
    public static partial void AuditRepositoryAway(ILogger log, string problem);

    [LoggerMessage(1821, LogLevel.Information, "The audit repository takes messages again")]
    public static partial void AuditRepositoryBack(ILogger log);

    [LoggerMessage(1822, LogLevel.Error, "An audit message could not be written: {Problem}")]
    public static partial void AuditNotWritten(ILogger log, string problem);

    [LoggerMessage(1823, LogLevel.Error, "An audit message is given up, as too many wait: {To}")]
    public static partial void AuditLost(ILogger log, string to);
}
