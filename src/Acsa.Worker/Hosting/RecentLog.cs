using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>The last lines of the log, kept in memory for the console.</summary>
sealed class RecentLog(TimeProvider time) : ILoggerProvider
{
    const int Kept = 2000;
    readonly Queue<LogLine> _lines = new(Kept);
    readonly long[] _counts = new long[(int)LogLevel.None];

    /// <summary>The lines of at least a level, the newest first.</summary>
    public IReadOnlyList<LogLine> Last(LogLevel least, int count)
    {
        lock (_lines) return [.. _lines.Where(line => line.Level >= least).Reverse().Take(count)];
    }

    /// <summary>How many lines of each level there were since the start.</summary>
    public IReadOnlyList<(string Level, long Count)> Counts() =>
        [.. Enum.GetValues<LogLevel>().Where(level => level is >= LogLevel.Information and < LogLevel.None)
            .Select(level => (level.ToString().ToLowerInvariant(), Interlocked.Read(ref _counts[(int)level])))];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
        // Nothing is held but memory.
    }

    void Add(LogLine line)
    {
        Interlocked.Increment(ref _counts[(int)line.Level]);
        lock (_lines)
        {
            if (_lines.Count == Kept) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    sealed class Writer(RecentLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var text = formatter(state, exception);
            if (exception is not null) text += $" ({exception.GetType().Name}: {exception.Message})";
            log.Add(new(log.Now, logLevel, eventId.Id, category[(category.LastIndexOf('.') + 1)..], text));
        }
    }

    DateTimeOffset Now => time.GetUtcNow();
}
