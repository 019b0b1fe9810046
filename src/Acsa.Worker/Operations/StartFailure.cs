using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Operations;

/// <summary>Says why the service could not start where the platform's administrator looks: standard error and the journal, or the event
/// log.</summary>
static class StartFailure
{
    /// <summary>The source that the installer registers in Windows' application log.</summary>
    public const string EventSource = "AcsaNode";

    // There on every Windows.
    const string AnySource = "Application";
    const int EventId = 1;

    /// <summary>Tells Windows' event log; standard error has the same words from the command line.</summary>
    public static void Tell(Exception error)
    {
        if (OperatingSystem.IsWindows()) TellEventLog($"AcsaNode could not start, or had to end.\r\n\r\n{error.Message}");
    }

    /// <summary>A line for standard error, for the journal with the priority of an error.</summary>
    public static string Line(string words) => $"{JournalPriority.Of(LogLevel.Error)}acsa: {words}";

    [SupportedOSPlatform("windows")]
    static void TellEventLog(string words)
    {
        foreach (var source in new[] { EventSource, AnySource })
        {
            try
            {
                EventLog.WriteEntry(source, words, EventLogEntryType.Error, EventId);
                return;
            }
            catch (Exception error) when (error is SecurityException or InvalidOperationException or ArgumentException or Win32Exception)
            {
                // Not registered, and this account may not do so: the next source has it. Standard error has it in any case.
            }
        }
    }
}
