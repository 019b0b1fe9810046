using System.Diagnostics;

namespace Acsa.Benchmarks.Codecs;

/// <summary>What a case came to: medians over the rounds.</summary>
internal readonly record struct CodecTiming(double OursMilliseconds, double? NativeMilliseconds, double? Ratio)
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

    private static double Once(Func<byte[]> action) => ThreadClock.Milliseconds(() => action());
}
