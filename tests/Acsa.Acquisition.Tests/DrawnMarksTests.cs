using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class DrawnMarksTests
{
    [Fact]
    public void A_caliper_inside_the_outline_is_seen()
    {
        var image = RulerFinderTests.Echoes(11);
        var mask = Inside();
        Assert.Null(DrawnMarks.Objection(image, mask));
        for (var i = -5; i <= 5; i++) image[300 + i, 200] = image[300, 200 + i] = 255;
        Assert.Contains("drawn inside the outline", DrawnMarks.Objection(image, mask), StringComparison.Ordinal);
        Assert.InRange(DrawnMarks.Count(image, mask), 21, 25);
    }

    [Fact]
    public void A_caliper_outside_the_outline_is_none_of_its_concern()
    {
        var image = RulerFinderTests.Echoes(12);
        for (var i = -5; i <= 5; i++) image[120 + i, 100] = image[120, 100 + i] = 255;
        Assert.Null(DrawnMarks.Objection(image, Inside()));
    }

    [Fact]
    public void Echoes_and_bright_fasciae_are_no_marks()
    {
        for (var seed = 200; seed < 220; seed++)
        {
            var image = RulerFinderTests.Echoes(seed);
            for (var x = 150; x < 450; x++)
                for (var dy = -4; dy <= 4; dy++)
                    image[x, 200 + x / 20 + dy] = (byte)Math.Min(255, image[x, 200 + x / 20 + dy] + 260 * Math.Exp(-dy * dy / 4.0));
            Assert.True(DrawnMarks.Objection(image, Inside()) is null, $"seed {seed}: {DrawnMarks.Count(image, Inside())} pixels");
        }
    }

    [Fact]
    public void Real_muscle_shows_none()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "longitudinal"), "*.png"))
        {
            var image = PngReader.ReadRgb(file).ToGrey();
            var mask = new Mask(image.Width, image.Height);
            for (var y = image.Height * 3 / 10; y < image.Height * 7 / 10; y++)
                for (var x = image.Width * 3 / 10; x < image.Width * 7 / 10; x++) mask[x, y] = true;
            Assert.True(DrawnMarks.Objection(image, mask) is null, $"{Path.GetFileName(file)}: {DrawnMarks.Count(image, mask)} pixels");
        }
    }

    static Mask Inside()
    {
        var mask = new Mask(640, 480);
        for (var y = 150; y < 300; y++)
            for (var x = 200; x < 400; x++) mask[x, y] = true;
        return mask;
    }
}
