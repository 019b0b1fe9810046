namespace Acsa.Imaging.Tests;

public sealed class ColouredPixelFinderTests
{
    private static readonly PixelRectangle s_yellow = new(20, 20, 39, 24);
    private static readonly PixelRectangle s_doppler = new(100, 60, 129, 79);
    private static readonly PixelRectangle s_greyText = new(20, 140, 159, 179);

    public static TheoryData<string> Tints() => ["none", "Siemens", "sepia", "bent"];

    [Theory, MemberData(nameof(Tints))]
    public void Finds_drawn_colour_and_spares_the_tint_and_grey_text(string tint)
    {
        var image = TintedNoise(tint, seed: 5);
        Paint(image, s_greyText, (177, 177, 177));
        Paint(image, s_yellow, (239, 215, 87));
        Paint(image, s_doppler, (180, 40, 20));
        var coloured = image.ColouredPixels();
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
                Assert.True(coloured[x, y] == (Holds(s_yellow, x, y) || Holds(s_doppler, x, y)), $"{tint} at {x}, {y}");
        }
    }

    [Fact]
    public void A_grey_image_has_no_colour() => Assert.Equal(0, TintedNoise("none", 6).ColouredPixels().CountInside());

    [Fact]
    public void Noise_of_lossy_compression_is_no_colour()
    {
        var random = new Random(7);
        var image = TintedNoise("Siemens", 7);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)Math.Clamp(image.Pixels[i] + random.Next(-10, 11), 0, 255);
        Assert.Equal(0, image.ColouredPixels().CountInside());
    }

    [Fact]
    public void An_image_of_text_only_has_no_tint_to_hide_behind()
    {
        var image = new RgbImage(60, 40);
        Paint(image, new(5, 5, 30, 10), (255, 255, 0));
        Assert.Equal(26 * 6, image.ColouredPixels().CountInside());
    }

    // Dark levels are frequent, bright ones rare, as in B-mode.
    private static RgbImage TintedNoise(string tint, int seed)
    {
        var random = new Random(seed);
        var image = new RgbImage(200, 200);
        for (var p = 0; p < image.Pixels.Length; p += 3)
        {
            var level = 255 * Math.Pow(random.NextDouble(), 3);
            var (r, b) = tint switch
            {
                "Siemens" => (0.94, 1.18),
                "sepia" => (1.12, 0.75),
                "bent" => (1 - 0.1 * level / 255, 1.25 - 0.25 * level / 255),
                _ => (1.0, 1.0),
            };
            var g = (1 - 0.299 * r - 0.114 * b) / 0.587;
            (image.Pixels[p], image.Pixels[p + 1], image.Pixels[p + 2]) = (Byte(level * r), Byte(level * g), Byte(level * b));
        }
        return image;
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static void Paint(RgbImage image, PixelRectangle rectangle, (byte R, byte G, byte B) colour) =>
        new Canvas(image).FillRectangle(rectangle, new(colour.R, colour.G, colour.B));

    private static bool Holds(PixelRectangle rectangle, int x, int y) => rectangle.Contains(new PixelRectangle(x, y, x, y));
}
