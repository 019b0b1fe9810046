using Acsa.Imaging;
using Acsa.Imaging.Tests;

namespace Acsa.Measurement.Tests;

/// <summary>What is computed for many pixels at a time, or skipped, gives what the same rule gives pixel by pixel and step by
/// step.</summary>
public sealed class ManyPixelsAtATimeTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public void Grey_levels_of_a_mask(int seed)
    {
        var random = new Random(seed);
        var (width, height) = (random.Next(1, 140), random.Next(1, 60));
        var picture = new RgbImage(width, height);
        random.NextBytes(picture.Pixels);
        for (var i = 0; i < picture.Pixels.Length; i++) if (random.Next(3) == 0) picture.Pixels[i] = (byte)random.Next(3);
        var image = picture.ToGrey();
        var mask = Blocks(random, width, height, 3);
        var excluded = seed % 3 == 0 ? null : Blocks(random, width, height, 8);
        var counted = Enumerable.Range(0, image.Pixels.Length).Where(i => mask.Pixels[i] == 1 && excluded?.Pixels[i] is null or 0)
            .ToArray();
        var found = GreyStatistics.Measure(image, mask, excluded);
        if (found is null) Assert.Empty(counted);
        else
        {
            var histogram = new long[256];
            foreach (var i in counted) histogram[image.Pixels[i]]++;
            Assert.Equal(histogram, found.Histogram!);
            Assert.Equal((counted.Length, mask.CountInside() - counted.Length), (found.Pixels, found.ExcludedPixels));
        }

        var values = Enumerable.Range(0, picture.Pixels.Length).Where(i => mask.Pixels[i / 3] == 1 && picture.Pixels[i] > 1)
            .Select(i => (long)picture.Pixels[i]).ToArray();
        Assert.Equal(
            values.Length == 0 ? null : new DeepAcsaEchogenicity((double)values.Sum() / values.Length, values.Length),
            DeepAcsaEchogenicity.Measure(picture, mask));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Pieces_of_a_line(int seed)
    {
        var random = new Random(seed);
        var mask = Shapes.Ellipse(260, 180, 120 + seed, 90, 40 + 5 * seed, 12 + 5 * seed, 13 * seed);
        foreach (var (x, y) in Enumerable.Range(0, seed % 4 * 30).Select(_ => (random.Next(260), random.Next(180))))
            for (var i = 0; i < 60; i++) mask[Math.Min(x + i % 10, 259), Math.Min(y + i / 10, 179)] ^= true;
        var smooth = SmoothMask.Create(mask, new(0.01, 0.01))!;
        var several = 0;
        for (var i = 0; i < 60; i++)
        {
            var (sin, cos) = Math.SinCos(i % 10 == 0 ? 0 : random.NextDouble() * Math.Tau);
            var origin = new ImagePoint(random.NextDouble() * 260, random.NextDouble() * 180);
            var range = new Interval(-random.NextDouble() * 3, random.NextDouble() * 3);
            var found = new LinePieces(smooth, origin, sin * 100, cos * 100).Find(range, 0.01);
            Assert.Equal(StepByStep(smooth, origin, sin * 100, cos * 100, range, 0.01), found);
            if (found.Count > 1) several++;
        }

        Assert.True(several > 0 || seed % 4 == 0, $"seed {seed}: no line met more than one piece");
    }

    static List<Interval> StepByStep(SmoothMask mask, ImagePoint origin, double perCmX, double perCmY, Interval range, double step)
    {
        var pieces = new List<Interval>();
        var (from, to) = (range.Low - 2 * step, range.High + 2 * step);
        var steps = Math.Max(1, (int)Math.Ceiling((to - from) / step));
        double? entered = IsInside(from) ? from : null;
        for (var i = 1; i <= steps; i++)
        {
            var (before, at) = (i == 1 ? from : from + (to - from) * (i - 1) / steps, from + (to - from) * i / steps);
            if (IsInside(at) == IsInside(before)) continue;
            if (IsInside(at)) entered = Cross(before, at);
            else
            {
                pieces.Add(new(entered!.Value, Cross(at, before)));
                entered = null;
            }
        }

        if (entered is { } open) pieces.Add(new(open, to));
        return pieces;

        double Cross(double outside, double inside)
        {
            for (var i = 0; i < 34; i++)
            {
                var middle = (outside + inside) / 2;
                if (IsInside(middle)) inside = middle;
                else outside = middle;
            }

            return (outside + inside) / 2;
        }

        bool IsInside(double at) => mask.At(origin.X + at * perCmX, origin.Y + at * perCmY) >= 0.5;
    }

    static Mask Blocks(Random random, int width, int height, int of)
    {
        var mask = new Mask(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width;)
            {
                var (length, inside) = (random.Next(1, 40), random.Next(of) == 0);
                for (var end = Math.Min(width, x + length); x < end; x++) mask[x, y] = inside;
            }
        }

        return mask;
    }
}
