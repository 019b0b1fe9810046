using System.Runtime.Intrinsics;

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

    // A channel of a faint pixel lies at most this far from luma.
    private const int Farthest = (int)(FaintestColour * 255);
    private const int Deviations = 2 * Farthest + 1;

    // How far it may lie at each luma; nowhere where it is too dark.
    private static readonly int[] s_reach =
        [.. Enumerable.Range(0, 256).Select(luma => luma < FirstLevel ? -1 : (int)Math.Floor(FaintestColour * luma))];

    private readonly (int R, int G, int B)[] _levels = new (int, int, int)[256];

    /// <summary>The tinted colour of a luma.</summary>
    public (int R, int G, int B) At(byte luma) => _levels[luma];

    /// <param name="luma">The image in grey.</param>
    public static ImageTint Learn(RgbImage image, GreyImage luma)
    {
        var grey = luma.Pixels;
        var (reds, blues) = Count(image.Pixels, grey, 0, 0);
        var (red, blue) = (MedianRatio(reds), MedianRatio(blues));
        // Without a tint every faint pixel is as near to it as to grey.
        if (red != 0 || blue != 0) (reds, blues) = Count(image.Pixels, grey, red, blue);

        var (redMedians, blueMedians) = (Medians(reds), Medians(blues));
        var ratios = new (double Red, double Blue)?[256];
        for (var level = FirstLevel; level < 256; level++)
        {
            if (redMedians[level] is { } r && blueMedians[level] is { } b) ratios[level] = (r / (double)level, b / (double)level);
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

    // How often each deviation of red and of blue from luma occurs at each luma, over the faintly coloured pixels that are not nearer to
    // grey than to a tint.
    private static (int[] Red, int[] Blue) Count(byte[] rgb, byte[] grey, double tintRed, double tintBlue)
    {
        var (red, blue) = (new int[256 * Deviations], new int[256 * Deviations]);
        // Pixels that are grey to the level: most of an untinted image, and nearer to grey than to any tint.
        var greys = new int[2 * 256];
        var i = 0;
        for (; i <= grey.Length - RgbVectors.Pixels; i += RgbVectors.Pixels)
        {
            var lumas = Vector128.Create(grey, i);
            // Around the fan an image is black for long stretches.
            if (Vector128.LessThanAll(lumas, Vector128.Create((byte)FirstLevel))) continue;
            var (r, g, b) = RgbVectors.Load(rgb.AsSpan(3 * i));
            if (Vector128.EqualsAll(r, g) && Vector128.EqualsAll(g, b))
            {
                for (var at = i; at < i + RgbVectors.Pixels; at += 2)
                {
                    greys[grey[at]]++;
                    greys[256 + grey[at + 1]]++;
                }
            }
            else for (var at = i; at < i + RgbVectors.Pixels; at++) Add(at);
        }

        for (; i < grey.Length; i++) Add(i);
        for (var level = FirstLevel; level < 256; level++)
        {
            if (Math.Abs(tintRed * level) + Math.Abs(tintBlue * level) > 0) continue;
            red[level * Deviations + Farthest] += greys[level] + greys[256 + level];
            blue[level * Deviations + Farthest] += greys[level] + greys[256 + level];
        }

        return (red, blue);

        void Add(int at)
        {
            var luma = grey[at];
            var (r, b) = (rgb[3 * at] - luma, rgb[3 * at + 2] - luma);
            if (Math.Abs(r) > s_reach[luma] || Math.Abs(b) > s_reach[luma]) return;
            if (Math.Abs(r - tintRed * luma) + Math.Abs(b - tintBlue * luma) > Math.Abs(r) + Math.Abs(b)) return;
            red[luma * Deviations + r + Farthest]++;
            blue[luma * Deviations + b + Farthest]++;
        }
    }

    private static int Tinted(int level, double ratio) => (int)Math.Clamp(Math.Round(level * (1 + ratio)), 0, 255);

    // Median of (channel − luma) / luma in steps of 1/256.
    private static double MedianRatio(int[] deviations)
    {
        var (counts, total) = (new int[513], 0);
        for (var luma = FirstLevel; luma < 256; luma++)
        {
            for (var d = -Farthest; d <= Farthest; d++)
            {
                if (deviations[luma * Deviations + d + Farthest] is not (var count and > 0)) continue;
                counts[d * 256 / luma + 256] += count;
                total += count;
            }
        }
        return total == 0 ? 0 : (Middle(counts, total) - 256) / 256.0;
    }

    // For each level the median over the levels near it; null where they have too few pixels.
    private static int?[] Medians(int[] deviations)
    {
        var (medians, sums, total) = (new int?[256], new int[Deviations], 0);
        for (var level = FirstLevel - LevelWindow; level < 256; level++)
        {
            if (level + LevelWindow < 256) Add(level + LevelWindow, 1);
            if (level - LevelWindow - 1 >= FirstLevel) Add(level - LevelWindow - 1, -1);
            if (level >= FirstLevel && total >= EnoughPixels) medians[level] = Middle(sums, total) - Farthest;
        }
        return medians;

        void Add(int near, int sign)
        {
            for (var d = 0; d < Deviations; d++)
            {
                var count = sign * deviations[near * Deviations + d];
                sums[d] += count;
                total += count;
            }
        }
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
