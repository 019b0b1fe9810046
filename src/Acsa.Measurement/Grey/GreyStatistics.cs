using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Echogenicity from a histogram: exact, whatever the number of pixels.</summary>
internal static class GreyStatistics
{
    /// <summary>Null when no pixel is left to count.</summary>
    public static Echogenicity? Measure(GreyImage image, Mask mask, Mask? excluded)
    {
        var histogram = new long[256];
        long left = 0;
        for (var i = 0; i < mask.Pixels.Length; i++)
        {
            if (mask.Pixels[i] == 0) continue;
            if (excluded is not null && excluded.Pixels[i] != 0) left++;
            else histogram[image.Pixels[i]]++;
        }
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

    // The grey level at a 0-based rank.
    private static int Ranked(long[] histogram, long rank)
    {
        var level = 0;
        for (var below = histogram[0]; below <= rank; below += histogram[level]) level++;
        return level;
    }
}
