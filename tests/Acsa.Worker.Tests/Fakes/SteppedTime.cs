using System.Diagnostics;

namespace Acsa.Worker.Tests.Fakes;

/// <summary>A clock that stands still until it is moved, and whose timers go by it: moving it past their time fires them, in
/// order.</summary>
sealed class SteppedTime : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<Timer> _timers = [];
    DateTimeOffset _now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (true)
        {
            Timer? due;
            lock (_gate)
            {
                due = _timers.Where(timer => timer.At <= until).MinBy(timer => timer.At);
                _now = due is { } next && next.At > _now ? next.At : due is null ? until : _now;
                if (due is null) return;
                due.Rearm();
            }

            due.Fire();
        }
    }

    /// <summary>Moves the clock in steps until something has come to its end; gives up after a minute of real time.</summary>
    public async Task AdvanceUntilAsync(Task end, TimeSpan step)
    {
        var limit = Stopwatch.StartNew();
        while (!end.IsCompleted && limit.Elapsed < TimeSpan.FromMinutes(1))
        {
            Advance(step);
            await Task.WhenAny(end, Task.Delay(5));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class Timer(SteppedTime clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan _period;

        public DateTimeOffset At { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                At = clock._now + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Rearm()
        {
            if (_period <= TimeSpan.Zero) clock._timers.Remove(this);
            else At += _period;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
