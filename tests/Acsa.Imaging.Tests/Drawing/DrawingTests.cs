namespace Acsa.Imaging.Tests.Drawing;

public sealed class DrawingTests
{
    private static readonly RgbColour s_red = new(255, 0, 0);

    [Fact]
    public void Every_printable_character_has_a_glyph_of_its_own()
    {
        var seen = new Dictionary<string, char>();
        foreach (var character in Printable() + "²³±µ°")
        {
            Assert.True(BitmapFont.Has(character), $"no glyph for '{character}'");
            var glyph = Convert.ToHexString(BitmapFont.Glyph(character));
            Assert.True(seen.TryAdd(glyph, character), $"'{character}' looks like '{seen.GetValueOrDefault(glyph)}'");
        }
        Assert.False(BitmapFont.Has('Ж'));
        Assert.Equal(31, BitmapFont.Glyph('Ж')[0]);
    }

    [Fact]
    public void An_outline_of_one_pixel_is_the_mask_s_own_rim_and_two_straddle_the_edge()
    {
        var mask = new Mask(12, 12);
        for (var y = 3; y < 9; y++) mask.Pixels.AsSpan(y * 12 + 3, 6).Fill(1);
        Assert.Equal(20, CountRed(Outlined(mask, 1)));
        Assert.Equal(20 + 24, CountRed(Outlined(mask, 2)));
    }

    [Fact]
    public void A_mask_at_the_image_border_is_outlined_there_too()
    {
        var mask = new Mask(8, 8);
        mask.Pixels.AsSpan().Fill(1);
        Assert.Equal(28, CountRed(Outlined(mask, 2)));
    }

    [Fact]
    public void Translucent_fill_blends_and_leaves_the_rest_alone()
    {
        var image = new RgbImage(2, 1, [100, 100, 100, 100, 100, 100]);
        new Canvas(image).Fill(new Mask(2, 1, [1, 0]), new(200, 0, 100), 0.5);
        Assert.Equal([150, 50, 100, 100, 100, 100], image.Pixels);
    }

    [Fact]
    public void Lines_reach_both_ends_and_stay_inside()
    {
        var image = new RgbImage(20, 10);
        var canvas = new Canvas(image);
        canvas.Line(2, 1, 17, 8, s_red);
        Assert.Equal(16, CountRed(image));
        canvas.Line(int.MinValue, int.MinValue, int.MaxValue, int.MaxValue, s_red);
        canvas.Line(-5, 30, 40, 30, s_red);
        canvas.Line(3, -100, 3, 100, s_red);
        Assert.InRange(CountRed(image), 25, 45);
    }

    [Fact]
    public void A_closed_polygon_is_drawn_all_around()
    {
        var image = new RgbImage(20, 20);
        new Canvas(image).Draw(new([new(2, 2), new(12, 2), new(12, 12), new(2, 12)]), s_red);
        Assert.Equal(40, CountRed(image));
    }

    [Fact]
    public void Text_with_a_halo_darkens_what_is_around_it()
    {
        var image = new RgbImage(20, 14);
        Array.Fill(image.Pixels, (byte)128);
        new Canvas(image).Text(3, 3, "I", s_red, 1, new RgbColour(0, 0, 0));
        Assert.Equal(11, CountRed(image));
        Assert.Contains((byte)0, image.Pixels[..(3 * 20 * 3)]);
    }

    [Fact]
    public void An_overlay_keeps_the_image_at_its_place_and_puts_captions_below()
    {
        var random = new Random(4);
        var image = new GreyImage(300, 200);
        random.NextBytes(image.Pixels);
        var mask = Shapes.Ellipse(300, 200, 150, 100, 60, 30, 0);
        var overlay = OverlayRenderer.Render(image, [new(mask, OverlayRenderer.Palette[0])], ["Area 4.20 cm²", new string('x', 200)]);
        Assert.Equal(300, overlay.Width);
        Assert.True(overlay.Height > 200 + 3 * Canvas.TextLineHeight(1));
        for (var y = 0; y < 50; y++)
        {
            for (var x = 0; x < 300; x++) Assert.Equal(image[x, y], overlay.Pixels[(y * 300 + x) * 3]);
        }
        Assert.Contains(overlay.Pixels[(200 * 300 * 3)..], value => value > 200);
        Assert.Equal(200, OverlayRenderer.Render(image, [], []).Height);
    }

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("", 4, "")]
    [InlineData("  a  b ", 3, "a|b")]
    public void Captions_break_at_spaces_where_they_can(string text, int perLine, string expected)
    {
        var lines = new List<string>();
        TextWrapping.Wrap(text, perLine, lines);
        Assert.Equal(expected.Split('|'), lines);
    }

    private static string Printable()
    {
        var characters = new char[95];
        for (var i = 0; i < 95; i++) characters[i] = (char)(32 + i);
        return new(characters);
    }

    private static RgbImage Outlined(Mask mask, int width)
    {
        var image = new RgbImage(mask.Width, mask.Height);
        new Canvas(image).Outline(mask, s_red, width);
        return image;
    }

    private static int CountRed(RgbImage image)
    {
        var count = 0;
        for (var p = 0; p < image.Pixels.Length; p += 3)
        {
            if (image.Pixels[p] == 255 && image.Pixels[p + 1] == 0) count++;
        }
        return count;
    }
}
