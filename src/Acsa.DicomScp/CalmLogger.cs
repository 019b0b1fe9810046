using System.Numerics;
using Microsoft.Extensions.Logging;

namespace Acsa.DicomScp;

/// <summary>
/// A log in which strangers have no say about how much is written: of each event that is no error so many lines in <see cref="Window"/>, then
/// the next, second, fourth … as many. Whoever connects a thousand times a second would push what matters out of it, or have a journal drop it.
/// </summary>
sealed class CalmLogger(ILogger inner, TimeProvider time) : ILogger
{
    /// <summary>Lines of one event that are written one by one within the time: a network that is being set up has some dozen.</summary>
    public const int OneByOne = 256;

    /// <summary>After so long all are counted anew.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    // Events are those of this program: no stranger makes a new one.
    const int MostEvents = 1000;

    readonly WindowedCounts<int> _written = new(time, Window);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel)) return;
        var count = logLevel is LogLevel.Information or LogLevel.Warning ? _written.Count(eventId.Id, MostEvents, rest: 0) : 0;
        if (count > OneByOne && !BitOperations.IsPow2(count)) return;
        inner.Log(logLevel, eventId, state, exception, formatter);
        if (count >= OneByOne) DicomScp.Log.Often(inner, eventId.Id, count);
    }
}
