namespace Acsa.Worker.Ledger;

/// <summary>
/// The database's clock as this node knows it: its last reading and what went by since, by a clock that nobody sets. Nodes whose own
/// clocks differ so agree on when a lease ends.
/// </summary>
sealed class LedgerClock(TimeProvider local) : TimeProvider
{
    volatile Reading? _last;

    public override TimeZoneInfo LocalTimeZone => local.LocalTimeZone;

    public override long TimestampFrequency => local.TimestampFrequency;

    /// <summary>Takes a reading of the database's clock, made just now.</summary>
    public void Set(DateTimeOffset now) => _last = new(now, local.GetTimestamp());

    public override DateTimeOffset GetUtcNow() =>
        _last is { } last ? last.At + local.GetElapsedTime(last.Timestamp) : local.GetUtcNow();

    public override long GetTimestamp() => local.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        local.CreateTimer(callback, state, dueTime, period);

    sealed record Reading(DateTimeOffset At, long Timestamp);
}
