using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class FrameChooserTests
{
    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.6.1")]
    [InlineData("1.2.840.10008.5.1.4.1.1.6")]
    [InlineData("1.2.840.10008.5.1.4.1.1.3.1")]
    [InlineData("1.2.840.10008.5.1.4.1.1.3")]
    public void Ultrasound_of_today_and_of_yesterday_is_analysed(string sopClass) =>
        Assert.Equal([1], FrameChooser.Choose(Sample.Still().With(DicomTag.SOPClassUID, sopClass)).FrameNumbers);

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.7", "copy of a screen")]
    [InlineData("1.2.840.10008.5.1.4.1.1.7.4", "copy of a screen")]
    [InlineData("1.2.840.10008.5.1.4.1.1.6.2", "three-dimensional")]
    [InlineData("1.2.840.10008.5.1.4.1.1.2", "CT Image Storage is not an ultrasound image")]
    [InlineData("1.2.840.10008.5.1.4.1.1.66.4", "Segmentation Storage is not an ultrasound image")]
    [InlineData("1.2.3.4", "an object of unknown kind is not")]
    [InlineData("../../etc", "an object of unknown kind is not")]
    public void Other_objects_are_refused_by_name(string sopClass, string expected)
    {
        var choice = FrameChooser.Choose(Sample.Still().With(DicomTag.SOPClassUID, sopClass));
        Assert.Empty(choice.FrameNumbers);
        Assert.Contains(expected, choice.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "1 2")]
    [InlineData(5, "1 2 3 4 5")]
    [InlineData(6, "1 2 4 5 6")]
    [InlineData(30, "1 8 16 23 30")]
    [InlineData(101, "1 26 51 76 101")]
    public void A_clip_gives_evenly_spread_frames_with_the_first_and_the_last(int frames, string expected) =>
        Assert.Equal(expected, string.Join(' ', FrameChooser.Choose(Sample.Clip(frames)).FrameNumbers));

    [Fact]
    public void Spread_frames_ascend_and_reach_both_ends_whatever_the_numbers()
    {
        for (var frames = 1; frames < 200; frames++)
            for (var wanted = 2; wanted < 12; wanted++)
            {
                var chosen = FrameChooser.Spread(frames, wanted);
                Assert.Equal(Math.Min(frames, wanted), chosen.Distinct().Count());
                Assert.Equal(chosen.Order(), chosen);
                Assert.Equal((1, frames), (chosen[0], chosen[^1]));
            }
        Assert.Equal([50], FrameChooser.Spread(100, 1));
    }

    [Theory]
    [InlineData("0", "expected 1 to")]
    [InlineData("-3", "expected 1 to")]
    [InlineData("2147483647", "expected 1 to")]
    [InlineData("99999999999", "Number of Frames")]
    [InlineData("many", "Number of Frames")]
    public void A_clip_with_a_senseless_number_of_frames_is_refused(string frames, string expected)
    {
        var choice = FrameChooser.Choose(Sample.Clip(1).With(DicomTag.NumberOfFrames, frames));
        Assert.Contains(expected, choice.Refusal, StringComparison.Ordinal);
    }

    // Compressed pixel data under the tags of Number of Frames and of Rows: found by changing bytes.
    [Fact]
    public void Fragments_in_the_place_of_a_number_are_an_unreadable_number()
    {
        var frames = Sample.Clip(3);
        frames.AddOrUpdate(new DicomOtherByteFragment(DicomTag.NumberOfFrames));
        var rows = Sample.Clip(3);
        rows.AddOrUpdate(new DicomOtherByteFragment(DicomTag.Rows));

        Assert.Contains("is not a single number", FrameChooser.Choose(frames).Refusal, StringComparison.Ordinal);
        Assert.Contains("is not a single number", FrameChooser.Choose(rows).Refusal, StringComparison.Ordinal);
        Assert.Null(Calibrator.Calibrate(ScaleStatements.Read(frames), new PixelRectangle(0, 0, 1, 1)).Calibration);
    }

    [Fact]
    public void An_image_without_size_pixels_or_a_readable_colour_model_is_refused()
    {
        var noRows = Sample.Still();
        noRows.Remove(DicomTag.Rows);
        Assert.Contains("no usable size", FrameChooser.Choose(noRows).Refusal, StringComparison.Ordinal);

        var noPixels = Sample.Still();
        noPixels.Remove(DicomTag.PixelData);
        Assert.Contains("no pixel data", FrameChooser.Choose(noPixels).Refusal, StringComparison.Ordinal);

        Assert.Contains("HSV", FrameChooser.Choose(Sample.Still().With(DicomTag.PhotometricInterpretation, "HSV")).Refusal,
            StringComparison.Ordinal);
        Assert.Contains("larger than", FrameChooser.Choose(Sample.Still(16384, 16384)).Refusal, StringComparison.Ordinal);
        Assert.NotNull(FrameChooser.Choose([]).Refusal);
    }
}
