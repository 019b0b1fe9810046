namespace Acsa.Dicom.Tests.Imaging;

[Trait("Category", "SharedWithFoDicom")]
public sealed class DicomImageTests
{
    [Theory]
    [InlineData("LINEAR")]
    [InlineData("LINEAR_EXACT")]
    [InlineData("SIGMOID")]
    public void Grey_goes_through_the_window(string function)
    {
        byte[] stored = [0, 10, 60, 109, 160, 208, 218];
        var image = Grey(1, stored.Length, stored);
        image.Add(DicomTag.WindowCenter, "110").Add(DicomTag.WindowWidth, "200").Add(DicomTag.VOILUTFunction, function);

        var levels = Levels(image, stored.Length);

        for (var i = 0; i < stored.Length; i++)
        {
            // PS3.3 C.11.2.1.2.1, C.11.2.1.3.2 and C.11.2.1.3.1
            var expected = function switch
            {
                "LINEAR" => ((stored[i] - 109.5) / 199 + 0.5) * 255,
                "LINEAR_EXACT" => ((stored[i] - 110) / 200.0 + 0.5) * 255,
                _ => 255 / (1 + Math.Exp(-4 * (stored[i] - 110) / 200.0)),
            };
            Assert.InRange(levels[i] - Math.Clamp(expected, 0, 255), -1, 1);
        }
    }

    [Fact]
    public void A_window_of_one_is_a_threshold()
    {
        var image = Grey(1, 3, 99, 100, 101);
        image.Add(DicomTag.WindowCenter, "100.5").Add(DicomTag.WindowWidth, "1");
        Assert.Equal([0, 255, 255], Levels(image, 3));
    }

    [Fact]
    public void Without_a_window_the_frames_own_range_is_shown()
    {
        var levels = Levels(Grey(1, 3, 10, 60, 110), 3);
        Assert.Equal((0, 255), (levels[0], levels[2]));
        Assert.InRange(levels[1], 126, 130);
    }

    [Fact]
    public void Monochrome1_is_bright_where_values_are_low()
    {
        var image = Grey(1, 2, 0, 255);
        image.AddOrUpdate(DicomTag.PhotometricInterpretation, "MONOCHROME1");
        Assert.Equal([255, 0], Levels(image, 2));
    }

    [Fact]
    public void Signed_values_are_rescaled_before_the_window()
    {
        var image = TestImage.Describe(1, 3, allocated: 16, signed: 1).WithWords(0xFF9C, 0, 100); // −100, 0, 100
        image.Add(DicomTag.RescaleSlope, "2").Add(DicomTag.RescaleIntercept, "10");
        image.Add(DicomTag.WindowCenter, "10").Add(DicomTag.WindowWidth, "100");
        var levels = Levels(image, 3);
        Assert.Equal((0, 255), (levels[0], levels[2]));
        Assert.InRange(levels[1], 127, 130);
    }

    [Fact]
    public void The_window_can_be_changed()
    {
        var image = new DicomImage(Grey(1, 2, 10, 20).Add(DicomTag.WindowCenter, "15").Add(DicomTag.WindowWidth, "10"));
        Assert.Equal((15, 10), (image.WindowCenter, image.WindowWidth));
        (image.WindowCenter, image.WindowWidth) = (100, 10);
        using var rendered = image.RenderImage();
        Assert.Equal(0, rendered.GetPixel(1, 0).R);
    }

    [Fact]
    public void Colour_is_shown_as_it_is_and_bytes_are_blue_first()
    {
        var image = new DicomImage(TestImage.Describe(1, 2, "RGB", 3, planar: 0).WithBytes(1, 2, 3, 250, 251, 252));
        Assert.False(image.IsGrayscale);
        using var rendered = image.RenderImage();
        Assert.Equal((1, 2, 3), (rendered.GetPixel(0, 0).R, rendered.GetPixel(0, 0).G, rendered.GetPixel(0, 0).B));
        Assert.Equal([3, 2, 1, 255, 252, 251, 250, 255], rendered.As<byte[]>());
    }

    [Theory]
    [InlineData("examples_ybr_color.dcm")]
    [InlineData("examples_palette.dcm")]
    [InlineData("US1_UNCR.dcm")]
    public void Real_colours_are_those_of_the_frame_decoder(string file)
    {
        var dataset = DicomFile.Open(Fixture.UltrasoundFile(file)).Dataset;
        using var rendered = new DicomImage(dataset).RenderImage();
        var decoded = FrameDecoder.Decode(dataset, 0);
        Assert.Equal((decoded.Width, decoded.Height), (rendered.Width, rendered.Height));
        for (var i = 0; i < decoded.Width * decoded.Height; i += 97)
        {
            var pixel = rendered.GetPixel(i % decoded.Width, i / decoded.Width);
            Assert.Equal((decoded.Samples[3 * i], decoded.Samples[3 * i + 1], decoded.Samples[3 * i + 2]), (pixel.R, pixel.G, pixel.B));
        }
    }

    [Fact]
    public void Frames_are_counted_and_scaled()
    {
        var image = new DicomImage(TestImage.Describe(2, 4, frames: 2).WithBytes([.. new byte[8], .. Enumerable.Repeat((byte)255, 8)]))
            { Scale = 2 };
        using var second = image.RenderImage(1);
        Assert.Equal((2, 4, 2), (image.NumberOfFrames, image.Width, image.Height));
        Assert.Equal((8, 4, 1), (second.Width, second.Height, image.CurrentFrame));
    }

    private static DicomDataset Grey(int rows, int columns, params byte[] values) =>
        TestImage.Describe(rows, columns).WithBytes(values.Length % 2 == 0 ? values : [.. values, 0]);

    private static int[] Levels(DicomDataset dataset, int count)
    {
        using var rendered = new DicomImage(dataset).RenderImage();
        return [.. Enumerable.Range(0, count).Select(x => (int)rendered.GetPixel(x, 0).G)];
    }
}
