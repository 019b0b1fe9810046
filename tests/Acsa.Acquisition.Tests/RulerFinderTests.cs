using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class RulerFinderTests
{
    static readonly PixelRectangle Picture = new(80, 40, 559, 439);

    [Theory]
    [InlineData("dots", 40.0)]
    [InlineData("dots", 37.3)]
    [InlineData("lines", 40.0)]
    [InlineData("lines", 21.7)]
    [InlineData("axis", 55.4)]
    public void Dots_lines_and_an_axis_are_rulers_on_every_side(string style, double period)
    {
        foreach (var x in new[] { 66, 84, 548, 566 })
        {
            var image = Echoes(1);
            DrawRuler(image, style, x, 45, 430, period, longEvery: 0);
            var ruler = RulerFinder.Find(image, Picture, vertical: true)!;
            Assert.NotNull(ruler);
            Assert.Equal(period, ruler.PeriodPixels, period * 0.004);
            Assert.Equal(0, ruler.LongEvery);
            Assert.True(ruler.IsVertical);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Longer_ticks_are_seen(int longEvery)
    {
        var image = Echoes(2);
        DrawRuler(image, "lines", 566, 45, 430, 17.3, longEvery);
        Assert.Equal(longEvery, RulerFinder.Find(image, Picture, vertical: true)!.LongEvery);
    }

    [Fact]
    public void Ticks_of_three_lengths_are_one_ruler()
    {
        var image = Echoes(8);
        for (var k = 0; 45 + k * 9 <= 430; k++)
            for (var i = 0; i < (k % 10 == 0 ? 15 : k % 5 == 0 ? 10 : 6); i++) image[566 + i, 45 + k * 9] = 190;
        var ruler = RulerFinder.Find(image, Picture, vertical: true)!;
        Assert.Equal(9, ruler.PeriodPixels, 0.02);
        Assert.True(ruler.LongEvery is 5 or 10);
    }

    [Fact]
    public void A_level_ruler_under_the_picture_is_found()
    {
        var upright = Echoes(3);
        DrawRuler(upright, "lines", 566, 45, 430, 38.5, longEvery: 5);
        var level = new GreyImage(upright.Height, upright.Width);
        for (var y = 0; y < upright.Height; y++)
            for (var x = 0; x < upright.Width; x++) level[y, x] = upright[x, y];
        var ruler = RulerFinder.Find(level, new(40, 80, 439, 559), vertical: false)!;
        Assert.False(ruler.IsVertical);
        Assert.Equal(38.5, ruler.PeriodPixels, 0.1);
        Assert.Equal(566, ruler.Bounds.Top, 6.0);
    }

    [Fact]
    public void A_tick_hidden_by_a_pointer_does_no_harm()
    {
        var image = Echoes(4);
        DrawRuler(image, "lines", 566, 45, 430, 38.5, longEvery: 0);
        for (var y = 190; y < 212; y++)
            for (var x = 560; x < 580; x++) image[x, y] = (byte)(x + y > 770 ? 220 : 0);
        Assert.Equal(38.5, RulerFinder.Find(image, Picture, vertical: true)!.PeriodPixels, 0.2);
    }

    [Fact]
    public void Echoes_are_no_ruler()
    {
        for (var seed = 100; seed < 108; seed++)
        {
            var image = Echoes(seed);
            foreach (var vertical in new[] { true, false })
            {
                Assert.True(RulerFinder.Find(image, Picture, vertical) is null, $"seed {seed}: a ruler in speckle");
                Assert.True(RulerFinder.Find(image, new(0, 0, 639, 479), vertical) is null, $"seed {seed}: a ruler in the whole image");
            }
        }
    }

    [Fact]
    public void Ticks_at_unequal_distances_are_no_ruler()
    {
        var image = Echoes(5);
        foreach (var y in new[] { 50, 90, 125, 175, 208, 260, 290, 340, 372, 420 })
            for (var x = 566; x < 574; x++) image[x, y] = 200;
        Assert.Null(RulerFinder.Find(image, Picture, vertical: true));
    }

    [Theory]
    [InlineData("img_00001.png", 9, 59.0, 11, 58.92)]
    [InlineData("img_00022.png", 7, 105.55, 11, 105.56)]
    [InlineData("img_00120.png", 11, 47.18, 14, 47.21)]
    [InlineData("img_00340.png", 7, 77.45, 0, 0)]
    [InlineData("img_00026.png", 5, 113.1, 0, 0)]
    [InlineData("img_00200.png", 0, 0, 0, 0)]
    public void Rulers_of_real_scanners_are_measured(string file, int down, double periodDown, int across, double periodAcross)
    {
        var image = PngReader.ReadRgb(Path.Combine(AppContext.BaseDirectory, "data", "longitudinal", file)).ToGrey();
        var whole = new PixelRectangle(0, 0, image.Width - 1, image.Height - 1);
        Check(RulerFinder.Find(image, whole, vertical: true), down, periodDown);
        Check(RulerFinder.Find(image, whole, vertical: false), across, periodAcross);

        static void Check(Ruler? ruler, int ticks, double period)
        {
            Assert.Equal(ticks, ruler?.Ticks ?? 0);
            if (ruler is not null) Assert.Equal(period, ruler.PeriodPixels, 0.05);
        }
    }

    internal static void DrawRuler(GreyImage image, string style, int x, int top, int bottom, double period, int longEvery)
    {
        if (style == "axis")
            for (var y = top; y <= bottom; y++) image[x + 3, y] = 180;
        for (var k = 0; top + k * period <= bottom; k++)
        {
            var y = (int)Math.Round(top + k * period);
            var length = style == "dots" ? 2 : longEvery > 0 && k % longEvery == 0 ? 12 : 7;
            for (var i = 0; i < length; i++)
            {
                image[x + i, y] = 190;
                if (style == "dots") image[x + i, y + 1] = 190;
            }
        }
    }

    // A picture of speckle on black, smooth over a few pixels as echoes are.
    internal static GreyImage Echoes(int seed)
    {
        var random = new Random(seed);
        var raw = new double[640 * 480];
        for (var i = 0; i < raw.Length; i++) raw[i] = -Math.Log(1 - random.NextDouble());
        var image = new GreyImage(640, 480);
        for (var y = Picture.Top; y <= Picture.Bottom; y++)
            for (var x = Picture.Left; x <= Picture.Right; x++)
            {
                var sum = 0.0;
                for (var dy = -1; dy <= 1; dy++)
                    for (var dx = -2; dx <= 2; dx++) sum += raw[(y + dy) * 640 + x + dx];
                image[x, y] = (byte)Math.Min(255, 60 * Math.Sqrt(sum / 15));
            }
        return image;
    }
}
