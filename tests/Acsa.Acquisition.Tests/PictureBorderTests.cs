using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class PictureBorderTests
{
    static readonly PixelRectangle Region = new(20, 10, 119, 89);

    [Fact]
    public void A_picture_that_ends_with_its_region_is_sound() => Assert.Null(PictureBorder.Objection(Picture(Region), Region));

    [Fact]
    public void A_region_that_fills_the_image_is_sound() =>
        Assert.Null(PictureBorder.Objection(Picture(new(0, 0, 159, 119)), new(0, 0, 159, 119)));

    [Theory]
    [InlineData(10, 10, 119, 89)]
    [InlineData(20, 4, 119, 89)]
    [InlineData(20, 10, 130, 89)]
    [InlineData(20, 10, 119, 110)]
    public void A_picture_that_goes_on_beyond_its_region_is_objected_to(int left, int top, int right, int bottom) =>
        Assert.Contains("goes on beyond", PictureBorder.Objection(Picture(new(left, top, right, bottom)), Region),
            StringComparison.Ordinal);

    [Fact]
    public void A_plain_or_unrelated_surrounding_is_sound()
    {
        var image = Picture(Region);
        foreach (var i in Outside(image)) image.Pixels[i] = 90;
        Assert.Null(PictureBorder.Objection(image, Region));
        foreach (var i in Outside(image)) image.Pixels[i] = (byte)(40 + i * 37 % 150);
        Assert.Null(PictureBorder.Objection(image, Region));
    }

    static IEnumerable<int> Outside(GreyImage image) => Enumerable.Range(0, image.Pixels.Length)
        .Where(i => !Region.Contains(new PixelRectangle(i % image.Width, i / image.Width, i % image.Width, i / image.Width)));

    // Smooth waves: neighbouring lines rise and fall together, as in a scan.
    static GreyImage Picture(PixelRectangle lit)
    {
        var image = new GreyImage(160, 120, new byte[160 * 120]);
        for (var y = lit.Top; y <= lit.Bottom; y++)
            for (var x = lit.Left; x <= lit.Right; x++)
                image.Pixels[y * 160 + x] = (byte)(100 + 50 * Math.Sin(x / 5.0) + 40 * Math.Sin(y / 4.0));
        return image;
    }
}
