using System.Runtime.InteropServices;

namespace Acsa.Benchmarks;

/// <summary>This thread's processor time (Linux), collections included: other programs hardly disturb it.</summary>
static partial class ThreadClock
{
    /// <summary>Milliseconds of processor time that <paramref name="action"/> takes.</summary>
    public static double Milliseconds(Action action)
    {
        var start = Nanoseconds();
        action();
        return (Nanoseconds() - start) / 1e6;
    }

    static unsafe long Nanoseconds()
    {
        const int threadProcessorTime = 3;
        var time = stackalloc long[2];
        if (clock_gettime(threadProcessorTime, time) != 0) throw new BenchException("The system does not tell a thread's processor time.");
        return time[0] * 1_000_000_000 + time[1];
    }

    [LibraryImport("libc")]
    private static unsafe partial int clock_gettime(int clock, long* time);
}
