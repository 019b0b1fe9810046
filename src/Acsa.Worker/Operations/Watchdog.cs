using System.Globalization;
using Acsa.Worker.Hosting;

namespace Acsa.Worker.Operations;

/// <summary>Shows that the process still runs what is due: ticks by itself, and tells systemd's watchdog where there is one.</summary>
sealed class Watchdog(TimeProvider time)
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    long _last = time.GetTimestamp();

    /// <summary>How long ago the last tick was.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _last));

    public bool IsAlive => Silence < Limits.WatchdogSilence;

    public async Task RunAsync(CancellationToken stop)
    {
        // sd_watchdog_enabled(3): microseconds; told twice as often.
        var every = long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var asked)
            && asked > 0 ? TimeSpan.FromMicroseconds(asked / 2.0) : Timeout.InfiniteTimeSpan;
        var pause = every > TimeSpan.Zero && every < Beat ? every : Beat;
        var told = time.GetTimestamp();
        while (true)
        {
            Volatile.Write(ref _last, time.GetTimestamp());
            if (every > TimeSpan.Zero && time.GetElapsedTime(told) + pause >= every)
            {
                ServiceNotice.Alive();
                told = time.GetTimestamp();
            }

            await Task.Delay(pause, time, stop);
        }
    }
}
