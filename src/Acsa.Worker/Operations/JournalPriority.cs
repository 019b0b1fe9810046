using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Operations;

/// <summary>What a line begins with for systemd's journal to know its priority (sd-daemon(3)); nothing where no journal reads.</summary>
static class JournalPriority
{
    /// <summary>Whether standard output or error goes to the journal (systemd.exec(5)).</summary>
    public static bool IsRead { get; } = !OperatingSystem.IsWindows()
        && (Environment.GetEnvironmentVariable("JOURNAL_STREAM") ?? Environment.GetEnvironmentVariable("NOTIFY_SOCKET")) is { Length: > 0 };

    public static string Of(LogLevel level) => !IsRead ? "" : level switch
    {
        LogLevel.Trace or LogLevel.Debug => "<7>",
        LogLevel.Information => "<6>",
        LogLevel.Warning => "<4>",
        LogLevel.Error => "<3>",
        _ => "<2>",
    };
}
