using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Echogenicity from a histogram: exact, whatever the number of pixels.</summary>
internal static class GreyStatistics
{
    private const int Levels = 256;
    private const int Tables = 4;

    /// <summary>Null when no pixel is left to count.</summary>
    public static Echogenicity? Measure(GreyImage image, Mask mask, Mask? excluded)
    {
        // Four tables by turns: neighbours are often of one level, and each count would wait for the one before.
        Span<int> counts = stackalloc int[Tables * Levels];
        counts.Clear();
        long left = 0;
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; mask.NextRun(y, x, out var start, out var end); x = end)
            {
                var pixels = image.Pixels.AsSpan(y * image.Width + start, end - start);
                var drawn = excluded is null ? [] : excluded.Pixels.AsSpan(y * image.Width + start, end - start);
                if (!drawn.ContainsAnyExcept((byte)0)) Count(pixels, counts);
                else left += CountOthers(pixels, drawn, counts);
            }
        }
        var histogram = new long[Levels];
        for (var i = 0; i < counts.Length; i++) histogram[i % Levels] += counts[i];
        long n = 0;
        double sum = 0;
        for (var level = 0; level < 256; level++)
        {
            n += histogram[level];
            sum += (double)level * histogram[level];
        }
        if (n == 0) return null;
        var mean = sum / n;
        double squares = 0;
        for (var level = 0; level < 256; level++) squares += histogram[level] * (level - mean) * (level - mean);
        var sd = n > 1 ? Math.Sqrt(squares / (n - 1)) : 0;
        var median = (Ranked(histogram, (n - 1) / 2) + Ranked(histogram, n / 2)) / 2.0;
        return new(mean, sd, median, n, left) { BlackPixels = histogram[0], SaturatedPixels = histogram[255], Histogram = histogram };
    }

    private static void Count(ReadOnlySpan<byte> pixels, Span<int> counts)
    {
        var one = counts[..Levels];
        var two = counts.Slice(Levels, Levels);
        var three = counts.Slice(2 * Levels, Levels);
        var four = counts.Slice(3 * Levels, Levels);
        var i = 0;
        for (; i <= pixels.Length - Tables; i += Tables)
        {
            one[pixels[i]]++;
            two[pixels[i + 1]]++;
            three[pixels[i + 2]]++;
            four[pixels[i + 3]]++;
        }
        for (; i < pixels.Length; i++) one[pixels[i]]++;
    }

    // Gives how many were left out.
    private static int CountOthers(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> drawn, Span<int> counts)
    {
        var left = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            if (drawn[i] != 0) left++;
            else counts[pixels[i]]++;
        }
        return left;
    }

    // The grey level at a 0-based rank.
    private static int Ranked(long[] histogram, long rank)
    {
        var level = 0;
        for (var below = histogram[0]; below <= rank; below += histogram[level]) level++;
        return level;
    }
}
