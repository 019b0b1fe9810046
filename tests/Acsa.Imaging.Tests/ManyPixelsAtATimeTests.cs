namespace Acsa.Imaging.Tests;

/// <summary>What is computed for many pixels at a time gives, bit for bit, what the same rule gives pixel by pixel.</summary>
public sealed class ManyPixelsAtATimeTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public void Grey_of_colour_and_colour_of_grey(int seed)
    {
        var image = Colour(new Random(seed), seed % 3);
        var grey = image.ToGrey();
        for (var i = 0; i < grey.Pixels.Length; i++)
            Assert.Equal(Luma(image, i), grey.Pixels[i]);
        var back = grey.ToRgb();
        for (var i = 0; i < back.Pixels.Length; i++) Assert.Equal(grey.Pixels[i / 3], back.Pixels[i]);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Coloured_pixels(int seed)
    {
        var image = Colour(new Random(seed), seed % 3);
        foreach (var tolerance in new[] { 0, 24, 300 })
            Assert.Equal(PlainColouredPixels(image, tolerance), image.ColouredPixels(tolerance).Pixels);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Resizing(int seed)
    {
        var random = new Random(seed);
        var image = new GreyImage(random.Next(1, 90), random.Next(1, 70));
        random.NextBytes(image.Pixels);
        var plane = new FloatPlane(image.Width, image.Height);
        for (var i = 0; i < plane.Values.Length; i++) plane.Values[i] = (float)(random.NextDouble() * 3 - 1);
        plane.Values[random.Next(plane.Values.Length)] = float.PositiveInfinity;
        var (width, height) = (random.Next(1, 120), random.Next(1, 120));
        foreach (var method in Enum.GetValues<ResamplingMethod>())
        {
            Assert.Equal(
                PlainResize(Array.ConvertAll(image.Pixels, level => (float)level), image.Width, image.Height, width, height, method),
                image.ResizeToFloat(width, height, method).Values);
            Assert.Equal(PlainResize(plane.Values, image.Width, image.Height, width, height, method),
                plane.Resize(width, height, method).Values);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Counts_of_masks(int seed)
    {
        var random = new Random(seed);
        var (one, other) = (Speckle(random, 61, 47), Speckle(random, 61, 47));
        Assert.Equal(one.Pixels.Sum(pixel => pixel), one.CountInside());
        Assert.Equal(one.Pixels.Zip(other.Pixels).Sum(pair => pair.First & pair.Second), one.CountCommon(other));
        Assert.Throws<ArgumentException>(() => one.CountCommon(new Mask(47, 61)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Crossings_and_sides_of_the_half_level(int seed)
    {
        var random = new Random(seed);
        var mask = seed % 2 == 0 ? Speckle(random, random.Next(20, 150), random.Next(20, 90))
            : Shapes.Ellipse(220, 150, 110 + seed, 70, 20 + 6 * seed, 15 + 4 * seed, 15 * seed);
        if (SmoothMask.Create(mask, new(0.01, 0.012)) is not { } smooth)
        {
            Assert.Equal(0, mask.CountInside());
            return;
        }

        var expected = new List<ImagePoint>();
        for (var y = -20; y < mask.Height + 20; y++)
        {
            for (var x = -20; x < mask.Width + 20; x++)
            {
                var (value, right, below) = (smooth.At(x + 0.5, y + 0.5), smooth.At(x + 1.5, y + 0.5), smooth.At(x + 0.5, y + 1.5));
                if (value >= 0.5 != right >= 0.5) expected.Add(new(x + 0.5 + (0.5 - value) / (right - value), y + 0.5));
                if (value >= 0.5 != below >= 0.5) expected.Add(new(x + 0.5, y + 0.5 + (0.5 - value) / (below - value)));
            }
        }

        var found = smooth.Crossings().ToList();
        Assert.Equal(expected.Count, found.Count);
        foreach (var (one, other) in expected.Zip(found))
            Assert.True(Math.Abs(one.X - other.X) < 1e-9 && Math.Abs(one.Y - other.Y) < 1e-9, $"seed {seed}: {other} instead of {one}");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Steps_on_one_side_of_the_half_level_stay_there(int seed)
    {
        var random = new Random(seed);
        var smooth = SmoothMask.Create(Shapes.Ellipse(220, 150, 110, 70, 60 + seed, 20 + 3 * seed, 15 * seed), new(0.01, 0.01))!;
        var skipped = 0;
        for (var i = 0; i < 3000; i++)
        {
            var (x, y) = (random.NextDouble() * 240 - 10, random.NextDouble() * 170 - 10);
            var (stepX, stepY) = (i % 5 == 0 ? 0 : random.NextDouble() * 2 - 1, i % 7 == 0 ? 0 : random.NextDouble() * 2 - 1);
            var steps = smooth.StepsOnThisSide(x, y, stepX, stepY, out var isInside);
            if (steps < 0) continue;
            skipped += Math.Min(steps, 8);
            Assert.Equal(smooth.At(x, y) >= 0.5, isInside);
            for (var k = 1; k <= Math.Min(steps, 50); k++)
                Assert.True(isInside == smooth.At(x + k * stepX, y + k * stepY) >= 0.5, $"seed {seed}: step {k} from {x}, {y}");
        }

        Assert.True(skipped > 1000, $"only {skipped} steps were known to be safe");
    }

    [Fact]
    public void A_mask_without_holes_is_not_copied_and_one_with_a_hole_is_filled()
    {
        var mask = Shapes.Ellipse(80, 60, 40, 30, 25, 15, 20);
        Assert.Same(mask, mask.WithoutHoles());
        var before = MaskPerimeter.Measure(mask, new(0.01, 0.01));
        Assert.Equal(before, MaskPerimeter.Measure(mask, new(0.01, 0.01), SmoothMask.Create(mask, new(0.01, 0.01))));
        mask[40, 30] = false;
        Assert.Equal(before, MaskPerimeter.Measure(mask, new(0.01, 0.01), SmoothMask.Create(mask, new(0.01, 0.01))));
        Assert.False(mask[40, 30]);
    }

    // 0: grey with drawn colour, 1: tinted, 2: any colours.
    static RgbImage Colour(Random random, int kind)
    {
        var image = new RgbImage(random.Next(1, 130), random.Next(1, 70));
        random.NextBytes(image.Pixels);
        for (var p = 0; p < image.Pixels.Length && kind < 2; p += 3)
        {
            if (random.Next(40) == 0) continue;
            var level = 255 * Math.Pow(random.NextDouble(), 3);
            var tint = kind == 0 ? (1.0, 1.0, 1.0) : (0.94, 0.997, 1.18);
            (image.Pixels[p], image.Pixels[p + 1], image.Pixels[p + 2]) =
                ((byte)(level * tint.Item1), (byte)(level * tint.Item2), (byte)Math.Min(255, level * tint.Item3 + random.Next(3)));
        }

        return image;
    }

    static Mask Speckle(Random random, int width, int height)
    {
        var mask = new Mask(width, height);
        for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = (byte)(random.Next(3) == 0 ? 0 : 1);
        return mask;
    }

    static byte Luma(RgbImage image, int i) =>
        (byte)((19595 * image.Pixels[3 * i] + 38470 * image.Pixels[3 * i + 1] + 7471 * image.Pixels[3 * i + 2] + 32768) >> 16);

    static float[] PlainResize(float[] source, int width, int height, int newWidth, int newHeight, ResamplingMethod method)
    {
        var narrow = new float[newWidth * height];
        for (var y = 0; y < height; y++)
        {
            var line = Line(Enumerable.Range(0, width).Select(x => source[y * width + x]).ToArray(), newWidth, method);
            line.CopyTo(narrow, y * newWidth);
        }

        var result = new float[newWidth * newHeight];
        for (var x = 0; x < newWidth; x++)
        {
            var line = Line(Enumerable.Range(0, height).Select(y => narrow[y * newWidth + x]).ToArray(), newHeight, method);
            for (var y = 0; y < newHeight; y++) result[y * newWidth + x] = line[y];
        }

        return result;
    }

    static float[] Line(float[] values, int length, ResamplingMethod method)
    {
        if (length == values.Length) return values;
        var axis = AxisWeights.Create(values.Length, length, method);
        var result = new float[length];
        for (var i = 0; i < length; i++)
        {
            var sum = 0f;
            for (var k = axis.Start[i]; k < axis.Start[i + 1]; k++) sum += axis.Weights[k] * values[axis.First[i] + k - axis.Start[i]];
            result[i] = sum;
        }

        return result;
    }

    static byte[] PlainColouredPixels(RgbImage image, int tolerance)
    {
        var (pixels, rgb) = (new byte[image.Width * image.Height], image.Pixels);
        var tint = PlainTint(image);
        for (var i = 0; i < pixels.Length; i++)
        {
            int[] own = [rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]];
            if (own.Max() - own.Min() > tolerance
                && own.Zip(tint[Luma(image, i)]).Max(pair => Math.Abs(pair.First - pair.Second)) > tolerance)
                pixels[i] = 1;
        }

        return pixels;
    }

    // The rule of ImageTint, a pixel and a level at a time.
    static int[][] PlainTint(RgbImage image)
    {
        var rgb = image.Pixels;
        var faint = Enumerable.Range(0, image.Width * image.Height)
            .Select(i => (Luma: (int)Luma(image, i), R: rgb[3 * i] - Luma(image, i), B: rgb[3 * i + 2] - Luma(image, i)))
            .Where(p => p.Luma >= 12 && Math.Abs(p.R) <= 0.35 * p.Luma && Math.Abs(p.B) <= 0.35 * p.Luma).ToList();
        var red = faint.Count == 0 ? 0 : Median(faint.Select(p => p.R * 256 / p.Luma)) / 256.0;
        var blue = faint.Count == 0 ? 0 : Median(faint.Select(p => p.B * 256 / p.Luma)) / 256.0;
        var near = faint.Where(p => !(Math.Abs(p.R - red * p.Luma) + Math.Abs(p.B - blue * p.Luma) > Math.Abs(p.R) + Math.Abs(p.B)))
            .ToLookup(p => p.Luma);
        var known = new (double Red, double Blue)?[256];
        for (var level = 12; level < 256; level++)
        {
            var window = Enumerable.Range(level - 8, 17).SelectMany(luma => near[luma]).ToList();
            if (window.Count >= 64)
                known[level] = (Median(window.Select(p => p.R)) / (double)level, Median(window.Select(p => p.B)) / (double)level);
        }

        return
        [
            .. Enumerable.Range(0, 256).Select(level =>
            {
                var (r, b) = Enumerable.Range(0, 256).SelectMany(d => new[] { level - d, level + d })
                    .Where(at => at is >= 0 and < 256).Select(at => known[at]).FirstOrDefault(ratio => ratio is not null) ?? (0, 0);
                var g = -(0.299 * r + 0.114 * b) / 0.587;
                return new[] { r, g, b }.Select(ratio => (int)Math.Clamp(Math.Round(level * (1 + ratio)), 0, 255)).ToArray();
            }),
        ];
    }

    static int Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[(sorted.Length + 1) / 2 - 1];
    }
}
