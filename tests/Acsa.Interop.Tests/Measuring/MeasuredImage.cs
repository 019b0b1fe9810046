using Acsa.Imaging;

namespace Acsa.Interop.Tests.Measuring;

/// <summary>An image with a mask to measure and another to compare it with.</summary>
internal sealed record MeasuredImage(string Name, RgbImage Picture, Mask Mask, Mask Other, PixelSize Size)
{
    /// <summary>Shapes whose values are known by formula, on square and on other pixels, with noise for an image.</summary>
    public static IEnumerable<MeasuredImage> Analytic(Random random)
    {
        PixelSize[] sizes = [new(0.01, 0.01), new(0.013, 0.008), new(0.006, 0.021)];
        var number = 0;
        foreach (var size in sizes)
        {
            foreach (var degrees in new[] { 0.0, 11, -29, 40 })
                yield return Make($"ellipse-{number++}", Ellipse(300, 200, 100, 48, degrees), random, size);
            yield return Make($"wedge-{number++}",
                new Polygon([new(50, 60), new(330, 80), new(350, 220), new(60, 110)]).Rasterise(400, 300), random, size);
            yield return Make($"upright-{number++}", Ellipse(150, 160, 30, 90, 5), random, size);
            var pieces = Ellipse(300, 200, 100, 60, 8);
            for (var y = 95; y < 104; y++) pieces.Pixels.AsSpan(y * 300 + 120, 60).Clear();
            yield return Make($"hole-{number++}", pieces, random, size);
        }
    }

    public static MeasuredImage Make(string name, Mask mask, Random random, PixelSize size)
    {
        var picture = new RgbImage(mask.Width, mask.Height);
        random.NextBytes(picture.Pixels);
        // Grey at most places, as scanners draw; both ends of the scale occur.
        for (var i = 0; i < picture.Pixels.Length; i += 3)
        {
            if (random.Next(10) != 0)
                picture.Pixels[i + 1] = picture.Pixels[i + 2] = picture.Pixels[i] = (byte)Math.Clamp(picture.Pixels[i] * 2 - 100, 0, 255);
        }
        return new(name, picture, mask, Shifted(mask, random.Next(-9, 10), random.Next(-9, 10)), size);
    }

    public static Mask Shifted(Mask mask, int dx, int dy)
    {
        var shifted = new Mask(mask.Width, mask.Height);
        for (var y = 0; y < mask.Height; y++)
            for (var x = 0; x < mask.Width; x++)
                if (x - dx >= 0 && x - dx < mask.Width && y - dy >= 0 && y - dy < mask.Height) shifted[x, y] = mask[x - dx, y - dy];
        return shifted;
    }

    static Mask Ellipse(int width, int height, double a, double b, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var mask = new Mask(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (dx, dy) = (x + 0.5 - width / 2.0 - 0.3, y + 0.5 - height / 2.0 + 0.2);
                var (u, v) = ((dx * cos + dy * sin) / a, (dy * cos - dx * sin) / b);
                mask[x, y] = u * u + v * v <= 1;
            }
        }
        return mask;
    }
}
