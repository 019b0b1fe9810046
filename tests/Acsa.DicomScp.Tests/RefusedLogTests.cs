namespace Acsa.DicomScp.Tests;

public sealed class RefusedLogTests
{
    readonly Clock _time = new();
    readonly RefusedLog _log;

    public RefusedLogTests() => _log = new(_time);

    [Fact]
    public void A_flood_of_calls_is_a_few_lines_and_hides_no_other_address()
    {
        Assert.Equal(RefusedLog.OneByOne + 11, Enumerable.Range(0, 100_000).Count(_ => _log.Count("10.0.0.9").IsLogged));
        Assert.Equal((1, true), _log.Count("10.0.0.10"));
        _time.Now += RefusedLog.Window;
        Assert.Equal((1, true), _log.Count("10.0.0.9"));
    }

    [Fact]
    public void Very_many_addresses_are_a_few_lines_too() =>
        Assert.InRange(Enumerable.Range(0, 100_000).Count(i => _log.Count($"fe80::{i:x}").IsLogged), 1000, 1100);

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
