using Microsoft.Extensions.Logging;

namespace Acsa.DicomScp.Tests;

public sealed class CalmLoggerTests
{
    readonly Kept _kept = new();

    [Fact]
    public void A_flood_of_one_event_is_a_few_lines_and_hides_no_other_and_no_error()
    {
        var log = new CalmLogger(_kept, TimeProvider.System);
        for (var i = 0; i < 100_000; i++) log.Log(LogLevel.Warning, new EventId(3001), "rejected");
        log.Log(LogLevel.Warning, new EventId(3003), "broke the protocol");
        for (var i = 0; i < 1000; i++) log.Log(LogLevel.Error, new EventId(3010), "failed");
        // 256 one by one, then the 512th to the 65536th.
        Assert.Equal(256 + 8, _kept.Lines.Count(line => line == "rejected"));
        Assert.Equal(9, _kept.Lines.Count(line => line.Contains("events 3001", StringComparison.Ordinal)));
        Assert.Contains("broke the protocol", _kept.Lines);
        Assert.Equal(1000, _kept.Lines.Count(line => line == "failed"));
    }

    sealed class Kept : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
