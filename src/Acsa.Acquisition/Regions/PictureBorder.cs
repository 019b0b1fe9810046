using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Whether the pixels bear out the box for which a scale is stated. A scanner draws its picture inside the box and something else outside;
/// an image that was enlarged or shrunk under its old description shows tissue on both sides of the border.
/// </summary>
public static class PictureBorder
{
    const int LeastLength = 32;

    /// <summary>A sentence if the picture goes on beyond a border of <paramref name="region"/>, else null.</summary>
    /// <exception cref="ArgumentException">The region is not inside the image.</exception>
    public static string? Objection(GreyImage image, PixelRectangle region)
    {
        if (!new PixelRectangle(0, 0, image.Width - 1, image.Height - 1).Contains(region))
            throw new ArgumentException($"{region} is not inside the image of {image.Width}×{image.Height}.", nameof(region));
        var goesOn =
            (region.Left > 0 && GoesOn(Column(image, region, region.Left), Column(image, region, region.Left - 1)))
            || (region.Right < image.Width - 1 && GoesOn(Column(image, region, region.Right), Column(image, region, region.Right + 1)))
            || (region.Top > 0 && GoesOn(Row(image, region, region.Top), Row(image, region, region.Top - 1)))
            || (region.Bottom < image.Height - 1 && GoesOn(Row(image, region, region.Bottom), Row(image, region, region.Bottom + 1)));
        return goesOn
            ? "The scan goes on beyond the part of the image for which the scanner states a scale: the image may have been resized after " +
              "the scan, and the area may be wrong."
            : null;
    }

    // Neighbouring lines of one picture rise and fall together; a line of the picture and one of its surroundings do not.
    static bool GoesOn(byte[] inside, byte[] outside)
    {
        if (inside.Length < LeastLength) return false;
        var lit = 0;
        double sumIn = 0, sumOut = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] > Limits.DarkLevel && outside[i] > Limits.DarkLevel) lit++;
            sumIn += inside[i];
            sumOut += outside[i];
        }
        if (lit < Limits.ContinuedShare * inside.Length) return false;
        var (meanIn, meanOut) = (sumIn / inside.Length, sumOut / inside.Length);
        double inIn = 0, outOut = 0, inOut = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            var (a, b) = (inside[i] - meanIn, outside[i] - meanOut);
            inIn += a * a;
            outOut += b * b;
            inOut += a * b;
        }
        var flat = Limits.FlatDeviation * Limits.FlatDeviation * inside.Length;
        return inIn > flat && outOut > flat && inOut > Limits.ContinuedCorrelation * Math.Sqrt(inIn * outOut);
    }

    static byte[] Column(GreyImage image, PixelRectangle region, int x) =>
        [.. Enumerable.Range(region.Top, region.Height).Select(y => image.Pixels[y * image.Width + x])];

    static byte[] Row(GreyImage image, PixelRectangle region, int y) =>
        image.Pixels.AsSpan(y * image.Width + region.Left, region.Width).ToArray();
}
