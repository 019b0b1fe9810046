namespace Acsa.Imaging;

/// <summary>
/// The colour that an image's B-mode has at every grey level: grey, or a faint tint (Siemens: about R 0.94, G 1.00, B 1.18 of luma).
/// </summary>
/// <remarks>
/// Learnt in two steps. First the median of R/luma and B/luma over all faintly coloured pixels: most of an ultrasound image is B-mode.
/// Then, for each level, the medians over the pixels within <see cref="LevelWindow"/> levels that are nearer to that tint than to grey,
/// because tint maps are not quite proportional, and because at one level grey text can outnumber the echoes. Levels with too few
/// pixels (the brightest) take the ratio of the nearest level that has enough.
/// </remarks>
internal sealed class ImageTint
{
    private const int LevelWindow = 8;
    private const int EnoughPixels = 64;
    private const int FirstLevel = 12; // Darker pixels have no room for a tint beyond any sensible tolerance.
    private const double FaintestColour = 0.35; // A tint moves a channel by at most this part of luma; drawn colours go further.

    private const int Deviations = 511; // −255 … 255

    private readonly (int R, int G, int B)[] _levels = new (int, int, int)[256];

    /// <summary>The tinted colour of a luma.</summary>
    public (int R, int G, int B) At(byte luma) => _levels[luma];

    public static ImageTint Learn(RgbImage image)
    {
        var (red, blue) = (MedianRatio(image, 0), MedianRatio(image, 2));
        var (redCounts, blueCounts) = (new int[256 * Deviations], new int[256 * Deviations]);
        var rgb = image.Pixels;
        for (var p = 0; p < rgb.Length; p += 3)
        {
            var luma = ImageConversions.Luma(rgb[p], rgb[p + 1], rgb[p + 2]);
            var (r, b) = (rgb[p] - luma, rgb[p + 2] - luma);
            if (!IsFaint(luma, r, b)) continue;
            if (Math.Abs(r - red * luma) + Math.Abs(b - blue * luma) > Math.Abs(r) + Math.Abs(b)) continue;
            redCounts[luma * Deviations + r + 255]++;
            blueCounts[luma * Deviations + b + 255]++;
        }
        var ratios = new (double Red, double Blue)?[256];
        for (var level = FirstLevel; level < 256; level++)
        {
            if (Median(redCounts, level) is { } r && Median(blueCounts, level) is { } b) ratios[level] = (r / (double)level, b / (double)level);
        }
        return new(ratios);
    }

    private ImageTint((double Red, double Blue)?[] ratios)
    {
        for (var level = 0; level < 256; level++)
        {
            var (red, blue) = Nearest(ratios, level);
            // Luma is kept: G gives what R and B take (0.299 R + 0.587 G + 0.114 B = level).
            var green = -(0.299 * red + 0.114 * blue) / 0.587;
            _levels[level] = (Tinted(level, red), Tinted(level, green), Tinted(level, blue));
        }
    }

    private static bool IsFaint(int luma, int red, int blue) =>
        luma >= FirstLevel && Math.Abs(red) <= FaintestColour * luma && Math.Abs(blue) <= FaintestColour * luma;

    private static int Tinted(int level, double ratio) => (int)Math.Clamp(Math.Round(level * (1 + ratio)), 0, 255);

    // Median of (channel − luma) / luma in steps of 1/256.
    private static double MedianRatio(RgbImage image, int channel)
    {
        var (counts, total) = (new int[513], 0);
        var rgb = image.Pixels;
        for (var p = 0; p < rgb.Length; p += 3)
        {
            var luma = ImageConversions.Luma(rgb[p], rgb[p + 1], rgb[p + 2]);
            if (!IsFaint(luma, rgb[p] - luma, rgb[p + 2] - luma)) continue;
            counts[(rgb[p + channel] - luma) * 256 / luma + 256]++;
            total++;
        }
        return total == 0 ? 0 : (Middle(counts, total) - 256) / 256.0;
    }

    private static int? Median(int[] counts, int level)
    {
        Span<int> sums = stackalloc int[Deviations];
        sums.Clear();
        var total = 0;
        for (var near = Math.Max(FirstLevel, level - LevelWindow); near <= Math.Min(255, level + LevelWindow); near++)
        {
            for (var d = 0; d < Deviations; d++)
            {
                sums[d] += counts[near * Deviations + d];
                total += counts[near * Deviations + d];
            }
        }
        return total < EnoughPixels ? null : Middle(sums, total) - 255;
    }

    private static int Middle(ReadOnlySpan<int> counts, int total)
    {
        var index = 0;
        for (long seen = counts[0]; 2 * seen < total; seen += counts[index]) index++;
        return index;
    }

    private static (double Red, double Blue) Nearest((double Red, double Blue)?[] known, int level)
    {
        for (var distance = 0; distance < 256; distance++)
        {
            if (level - distance >= 0 && known[level - distance] is { } below) return below;
            if (level + distance < 256 && known[level + distance] is { } above) return above;
        }
        return (0, 0);
    }
}
