using System.Runtime.Versioning;
using Acsa.Worker.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Logging.EventLog;

namespace Acsa.Worker.Operations;

/// <summary>Where the log goes: standard output, for the journal with its priorities, and what is wrong also to Windows' event
/// log.</summary>
static class NodeLogging
{
    /// <summary>Sets the log up. On Windows a service has no console that anybody reads: warnings and errors go to the event log,
    /// too.</summary>
    public static void Configure(ILoggingBuilder logging, LoggingConfiguration wanted, bool isService)
    {
        logging.SetMinimumLevel(wanted.Level);
        if (wanted.IsJson)
            logging.AddConsoleFormatter<JsonLines,
            ConsoleFormatterOptions>().AddConsole(options => options.FormatterName = JsonLines.FormatName);
        else if (JournalPriority.IsRead) logging.AddSystemdConsole();
        else logging.AddSimpleConsole(options => (options.SingleLine, options.UseUtcTimestamp, options.TimestampFormat) = (true, true,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z' "));
        if (isService && OperatingSystem.IsWindows()) AddEventLog(logging);
    }

    [SupportedOSPlatform("windows")]
    static void AddEventLog(ILoggingBuilder logging)
    {
        logging.AddEventLog(new EventLogSettings { SourceName = StartFailure.EventSource });
        logging.AddFilter<EventLogLoggerProvider>(level => level >= LogLevel.Warning);
    }
}
