using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Acsa.Benchmarks.Codecs;

/// <summary>What a case came to: medians over the rounds.</summary>
internal readonly partial record struct CodecTiming(double OursMilliseconds, double? NativeMilliseconds, double? Ratio)
{
    /// <summary>
    /// Times ours and the native library by turns, so that what else the machine does burdens both. The ratio is the median of the rounds'
    /// own ratios: native time over ours, hence our rate over theirs.
    /// </summary>
    public static CodecTiming Measure(CodecCase item, int rounds)
    {
        WarmUp(item.Ours);
        if (item.Native is null)
            return new CodecTiming(Statistics.Median(Enumerable.Range(0, rounds).Select(_ => Once(item.Ours))), null, null);
        WarmUp(item.Native);
        var (ours, native, ratios) = (new double[rounds], new double[rounds], new double[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            ours[i] = Once(item.Ours);
            native[i] = Once(item.Native);
            ratios[i] = native[i] / ours[i];
        }
        return new CodecTiming(Statistics.Median(ours), Statistics.Median(native), Statistics.Median(ratios));
    }

    /// <summary>Long enough for the compiler's second tier, which it enters in the background.</summary>
    private static void WarmUp(Func<byte[]> action)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 40 || watch.ElapsedMilliseconds < 1000; i++) action();
    }

    /// <summary>Milliseconds of processor time of this thread, collections included: other programs hardly disturb it.</summary>
    private static double Once(Func<byte[]> action)
    {
        var start = ThreadNanoseconds();
        action();
        return (ThreadNanoseconds() - start) / 1e6;
    }

    private static unsafe long ThreadNanoseconds()
    {
        const int threadProcessorTime = 3;
        var time = stackalloc long[2];
        if (clock_gettime(threadProcessorTime, time) != 0) throw new BenchException("The system does not tell a thread's processor time.");
        return time[0] * 1_000_000_000 + time[1];
    }

    [LibraryImport("libc")]
    private static unsafe partial int clock_gettime(int clock, long* time);
}
