namespace Acsa.Imaging;

/// <summary>
/// Tells drawn colour (text, calipers, Doppler) from the faint tint that some scanners lay over the whole B-mode (Siemens: about
/// R 0.94, G 1.00, B 1.18 of the grey level).
/// </summary>
/// <remarks>
/// The tint is learnt from the image: for every grey level, the median of R − luma and of B − luma over the pixels within
/// <see cref="LevelWindow"/> levels that are at most faintly coloured. Levels with too few such pixels (the brightest, where drawn
/// text may be all there is) take the relative tint of the nearest level that has enough. A pixel is coloured when it lies farther
/// than the tolerance from the tint and farther than the tolerance from pure grey. White or grey text cannot be told this way.
/// </remarks>
public static class ColouredPixelFinder
{
    /// <summary>Default tolerance in levels: over the ±10 of JPEG chroma, under the faintest overlay colours in use.</summary>
    public const int DefaultTolerance = 24;

    private const int LevelWindow = 8;
    private const int EnoughPixels = 64;
    private const int FirstTintedLevel = 12; // Darker pixels have no room for a tint beyond any sensible tolerance.
    private const double FaintestColour = 0.35; // A tint moves a channel by at most this part of the grey level; colours go further.

    /// <summary>The pixels whose colour is neither grey nor the image's own tint.</summary>
    public static Mask ColouredPixels(this RgbImage image, int tolerance = DefaultTolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        var tint = LearnTint(image);
        var mask = new Mask(image.Width, image.Height);
        var rgb = image.Pixels;
        for (int i = 0, p = 0; i < mask.Pixels.Length; i++, p += 3)
        {
            int r = rgb[p], g = rgb[p + 1], b = rgb[p + 2];
            if (Math.Max(r, Math.Max(g, b)) - Math.Min(r, Math.Min(g, b)) <= tolerance) continue;
            var (tintR, tintG, tintB) = tint[ImageConversions.Luma(r, g, b)];
            if (Math.Max(Math.Abs(r - tintR), Math.Max(Math.Abs(g - tintG), Math.Abs(b - tintB))) > tolerance) mask.Pixels[i] = 1;
        }
        return mask;
    }

    private static (int R, int G, int B)[] LearnTint(RgbImage image)
    {
        var (red, blue) = (CountDeviations(image, 0), CountDeviations(image, 2));
        var tint = new (int, int, int)[256];
        double relativeRed = 0, relativeBlue = 0;
        var known = new (double Red, double Blue)?[256];
        for (var level = FirstTintedLevel; level < 256; level++)
        {
            if (Median(red, level) is { } r && Median(blue, level) is { } b) known[level] = (r / (double)level, b / (double)level);
        }
        for (var level = 0; level < 256; level++)
        {
            if (Nearest(known, level) is { } nearest) (relativeRed, relativeBlue) = nearest;
            // Luma is kept: G takes what R and B give (0.299 R + 0.587 G + 0.114 B = level).
            var relativeGreen = -(0.299 * relativeRed + 0.114 * relativeBlue) / 0.587;
            tint[level] = (Tinted(level, relativeRed), Tinted(level, relativeGreen), Tinted(level, relativeBlue));
        }
        return tint;
    }

    private static int Tinted(int level, double relative) => (int)Math.Clamp(Math.Round(level * (1 + relative)), 0, 255);

    // [level, deviation + 255]: how many faintly coloured pixels of this luma have this channel − luma.
    private static int[,] CountDeviations(RgbImage image, int channel)
    {
        var counts = new int[256, 511];
        var rgb = image.Pixels;
        for (var p = 0; p < rgb.Length; p += 3)
        {
            var level = ImageConversions.Luma(rgb[p], rgb[p + 1], rgb[p + 2]);
            var faintest = FaintestColour * level;
            if (level < FirstTintedLevel || Math.Abs(rgb[p] - level) > faintest || Math.Abs(rgb[p + 2] - level) > faintest) continue;
            counts[level, rgb[p + channel] - level + 255]++;
        }
        return counts;
    }

    private static int? Median(int[,] counts, int level)
    {
        var (from, to) = (Math.Max(FirstTintedLevel, level - LevelWindow), Math.Min(255, level + LevelWindow));
        Span<int> sums = stackalloc int[511];
        sums.Clear();
        var total = 0;
        for (var near = from; near <= to; near++)
        {
            for (var d = 0; d < 511; d++)
            {
                sums[d] += counts[near, d];
                total += counts[near, d];
            }
        }
        if (total < EnoughPixels) return null;
        var seen = 0;
        for (var d = 0; d < 511; d++)
        {
            seen += sums[d];
            if (2 * seen >= total) return d - 255;
        }
        return null;
    }

    private static (double Red, double Blue)? Nearest((double Red, double Blue)?[] known, int level)
    {
        for (var distance = 0; distance < 256; distance++)
        {
            if (level - distance >= 0 && known[level - distance] is { } below) return below;
            if (level + distance < 256 && known[level + distance] is { } above) return above;
        }
        return null;
    }
}
