namespace Acsa.Imaging.Tests.Resampling;

public sealed class ResamplerTests
{
    public static TheoryData<string> Cases()
    {
        var names = new TheoryData<string>();
        foreach (var item in Fixture.Read("resampling.json").GetProperty("cases").EnumerateArray())
            names.Add(item.GetProperty("name").GetString()!);
        return names;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Agrees_with_OpenCV_and_PyTorch(string name)
    {
        foreach (var item in Fixture.Read("resampling.json").GetProperty("cases").EnumerateArray())
        {
            if (item.GetProperty("name").GetString() != name) continue;
            var image = new GreyImage(item.GetProperty("width").GetInt32(), item.GetProperty("height").GetInt32(),
                item.GetProperty("pixels").Bytes());
            var method = Enum.Parse<ResamplingMethod>(item.GetProperty("method").GetString()!);
            var resized = image.ResizeToFloat(item.GetProperty("newWidth").GetInt32(), item.GetProperty("newHeight").GetInt32(), method);
            AssertClose(item.GetProperty("values").Floats(), resized.Values, 2e-3f);
        }
    }

    [Fact]
    public void Letterbox_agrees_with_the_documented_python()
    {
        foreach (var item in Fixture.Read("resampling.json").GetProperty("letterboxes").EnumerateArray())
        {
            var image = new GreyImage(item.GetProperty("width").GetInt32(), item.GetProperty("height").GetInt32(),
                item.GetProperty("pixels").Bytes());
            var plan = ResizePlan.Letterbox(image.Width, image.Height, item.GetProperty("targetWidth").GetInt32(),
                item.GetProperty("targetHeight").GetInt32());
            var there = plan.Apply(image);
            AssertClose(item.GetProperty("there").Floats(), there.Values, 1e-3f);
            AssertClose(item.GetProperty("back").Floats(), plan.Restore(there).Values, 1e-3f);
        }
    }

    [Fact]
    public void Points_go_there_and_back()
    {
        foreach (var plan in new[]
        {
            ResizePlan.Letterbox(701, 433, 256, 192), ResizePlan.Stretch(701, 433, 256, 192), ResizePlan.PadToMultiple(701, 433, 32, 16),
        })
        {
            var (x, y) = plan.ToTarget(123.4, 321.9);
            Assert.InRange(x, plan.ContentLeft, plan.ContentLeft + plan.ContentWidth);
            var (backX, backY) = plan.ToSource(x, y);
            Assert.Equal(123.4, backX, 9);
            Assert.Equal(321.9, backY, 9);
        }
    }

    [Fact]
    public void Padding_takes_the_next_multiples() =>
        Assert.Equal((704, 448),
            (ResizePlan.PadToMultiple(701, 433, 32, 32).TargetWidth, ResizePlan.PadToMultiple(701, 433, 32, 32).TargetHeight));

    [Theory, InlineData(60, 40), InlineData(333, 250), InlineData(100, 500)]
    public void A_flat_image_stays_flat(int width, int height)
    {
        var image = new GreyImage(100, 80);
        Array.Fill(image.Pixels, (byte)255);
        Assert.All(image.Resize(width, height).Pixels, value => Assert.Equal(255, value));
    }

    [Fact]
    public void A_half_plane_comes_back_at_its_place()
    {
        // A probability edge at x = 100 of 200, seen by a model at 50 columns, thresholded on the crop's own grid.
        var crop = new GreyImage(200, 120);
        for (var y = 0; y < 120; y++) crop.Pixels.AsSpan(y * 200 + 100, 100).Fill(200);
        var plan = ResizePlan.Letterbox(200, 120, 64, 64);
        var mask = plan.Restore(plan.Apply(crop)).AtLeast(100f);
        Assert.InRange(mask.CountInside(), 100 * 120 - 120, 100 * 120 + 120);
    }

    [Fact]
    public void A_cut_out_mask_goes_back_to_its_place()
    {
        var mask = new Mask(10, 8);
        mask[4, 3] = mask[7, 6] = true;
        var rectangle = new PixelRectangle(3, 2, 7, 6);
        Assert.Equal(mask.Pixels, mask.Crop(rectangle).PlaceInto(10, 8, rectangle).Pixels);
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.Crop(new PixelRectangle(3, 2, 10, 6)));
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"value {i}: {actual[i]} instead of {expected[i]}");
    }
}
