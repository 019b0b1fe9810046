using Acsa.Imaging;

namespace Acsa.Benchmarks.Masks;

/// <summary>Masks from what a good model gives to what none should.</summary>
static class MaskSet
{
    public static (string Name, Mask Mask)[] All(int width, int height)
    {
        var random = new Random(7);
        return
        [
            ("muscle", Draw(width, height, (x, y) => Oval(x, y, 500, 380, 260, 170))),
            ("muscle-rough", Draw(width, height, (x, y) => Oval(x, y, 500, 380, 260, 170) ^ (random.Next(100) == 0))),
            ("two-pieces", Draw(width, height, (x, y) => Oval(x, y, 330, 500, 200, 150) || Oval(x, y, 700, 220, 190, 140))),
            ("noise", Draw(width, height, (_, _) => random.Next(2) == 0)),
        ];
    }

    static bool Oval(int x, int y, double centreX, double centreY, double a, double b) =>
        Math.Pow((x - centreX) / a, 2) + Math.Pow((y - centreY) / b, 2) <= 1 + 0.12 * Math.Sin(x / 9.0) * Math.Cos(y / 7.0);

    static Mask Draw(int width, int height, Func<int, int, bool> isInside)
    {
        var mask = new Mask(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) mask[x, y] = isInside(x, y);
        return mask;
    }
}
