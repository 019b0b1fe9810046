using Acsa.Imaging;

namespace Acsa.Reporting.Tests;

public sealed class SecondaryCaptureTests
{
    [Fact]
    public void The_picture_keeps_the_image_and_adds_a_band_below()
    {
        var pictures = new Dictionary<int, RgbImage> { [1] = Gradient(640, 480) };
        var request = Sample.Request(Sample.Source(640, 480), Sample.NothingFound()) with { Pictures = pictures };
        var results = ResultWriter.Write(request);
        var overlay = results.Overlays[1];
        Assert.Equal(640, overlay.Width);
        Assert.True(overlay.Height > 480);
        Assert.True(overlay.Pixels.AsSpan(0, 640 * 480 * 3).SequenceEqual(request.Pictures[1].Pixels));

        var capture = results.Instances[^1].File.ReadBack();
        Assert.Equal("RGB", capture.GetString(DicomTag.PhotometricInterpretation));
        Assert.Equal(overlay.Height, capture.GetSingleValue<ushort>(DicomTag.Rows));
        Assert.True(overlay.Pixels.AsSpan().SequenceEqual(ResultCheck.Pixels(capture).AsSpan(0, overlay.Pixels.Length)));
        Assert.Equal("YES", capture.GetString(DicomTag.BurnedInAnnotation));
        Assert.Equal("US", capture.GetString(DicomTag.Modality));
    }

    [Fact]
    public void An_outline_is_drawn_on_the_image()
    {
        var request = Sample.Request(Sample.Source(640, 480), Sample.Measured(Sample.Ellipse(640, 480)));
        var overlay = ResultWriter.Write(request).Overlays[1];
        Assert.Contains(overlay.Pixels.Take(640 * 480 * 3), value => value != 0);
    }

    [Fact]
    public void Every_analysed_frame_of_a_clip_gets_its_picture()
    {
        var results = ResultWriter.Write(Sample.Request(Sample.Source(64, 48, 9), Sample.Measured(Sample.Ellipse(64, 48), 1),
            Sample.NothingFound(5)));
        var captures = results.Instances.Where(instance => instance.Kind == ResultKind.SecondaryCapture).ToList();
        Assert.Equal([1, 5], captures.Select(capture => capture.FrameNumber!.Value));
        Assert.Equal([1, 5], captures.Select(capture =>
            capture.File.Dataset.GetSequence(DicomTag.SourceImageSequence).Items[0].GetSingleValue<int>(DicomTag.ReferencedFrameNumber)));
        Assert.Equal(2, captures.Select(capture => capture.SopInstanceUid).Distinct().Count());
        Assert.Equal([700001, 700005], captures.Select(capture => capture.File.Dataset.GetSingleValue<int>(DicomTag.InstanceNumber)));
    }

    [Fact]
    public void The_side_is_that_of_the_source_or_else_of_the_findings()
    {
        var source = Sample.Source();
        Assert.Equal("L", Capture(source).GetString(DicomTag.ImageLaterality));
        source.AddOrUpdate(DicomTag.ImageLaterality, "R");
        Assert.Equal("R", Capture(source).GetString(DicomTag.ImageLaterality));

        static DicomDataset Capture(DicomDataset source) =>
            ResultWriter.Write(Sample.Request(source, Sample.Measured(Sample.Ellipse(64, 48)))).Instances[^1].File.Dataset;
    }

    static RgbImage Gradient(int width, int height)
    {
        var image = new RgbImage(width, height);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(i * 7);
        return image;
    }
}
