using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

/// <summary>
/// What each file of tests/data/dicom-us is expected to get: frames, analysis area, and the verdict for an outline in its middle.
/// </summary>
public sealed class RealUltrasoundTests
{
    [Theory]
    [InlineData("JPGLosslessP14SV1_1s_1f_8b.dcm", "1", "14 38 1010 758", 0.025476696592378157, null)]
    [InlineData("OBXXXX1A.dcm", "1", "120 60 799 518", 0.02622878766196998, null)]
    [InlineData("OBXXXX1A_expb.dcm", "1", "120 60 799 518", 0.02622878766196998, null)]
    [InlineData("OBXXXX1A_rle.dcm", "1", "120 60 799 518", 0.02622878766196998, null)]
    [InlineData("OBXXXX1A_rle_2frame.dcm", "1 2", "120 60 799 518", 0.02622878766196998, null)]
    [InlineData("gdcm-US-ALOKA-16.dcm", "1", "32 24 335 415", 0.038265306502580643, null)]
    // The boxes of these two were written for pictures of 800×600 and 640×480; the pictures here are smaller.
    [InlineData("examples_palette.dcm", "1", "0 0 799 349", null, "resized or cut after the scan")]
    [InlineData("examples_ybr_color.dcm", "1 8 16 23 30", "0 0 319 239", null, "resized or cut after the scan")]
    [InlineData("ExplVR_BigEnd.dcm", "1", "0 0 79 59", null, "carries no scale")]
    [InlineData("US1_J2KI.dcm", "1", "0 0 639 479", null, "carries no scale")]
    [InlineData("US1_J2KR.dcm", "1", "0 0 639 479", null, "carries no scale")]
    [InlineData("US1_UNCR.dcm", "1", "0 0 639 479", null, "carries no scale")]
    [InlineData("color-pl.dcm", "1", "0 0 255 119", null, "carries no scale")]
    [InlineData("color-px.dcm", "1", "0 0 255 119", null, "carries no scale")]
    [InlineData("examples_rgb_color.dcm", "1", "0 0 319 239", null, "carries no scale")]
    public void Every_real_file_gets_its_verdict(string file, string frames, string area, double? delta, string? refusal)
    {
        var dataset = Open(file);
        Assert.Equal(frames, string.Join(' ', FrameChooser.Choose(dataset).FrameNumbers));
        var scale = ScaleStatements.Read(dataset);
        Assert.Empty(scale.Problems);
        var box = Calibrator.AnalysisArea(scale);
        Assert.Equal(area, $"{box.Left} {box.Top} {box.Right} {box.Bottom}");

        var verdict = Calibrator.Calibrate(scale,
            new PixelRectangle(box.Left + box.Width / 3, box.Top + box.Height / 3, box.Right - box.Width / 3, box.Bottom - box.Height / 3));
        if (delta is { } expected) Assert.Equal(new PixelSize(expected, expected), verdict.Calibration!.PixelSize);
        else Assert.Contains(refusal!, Assert.Single(verdict.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_halves_of_the_dual_image_are_two_pictures()
    {
        var scale = ScaleStatements.Read(Open("gdcm-US-ALOKA-16.dcm"));
        Assert.Equal(1, Calibrator.Calibrate(scale, new PixelRectangle(400, 100, 500, 200)).Calibration!.RegionIndex);
        Assert.Contains("crosses", Calibrator.Calibrate(scale, new PixelRectangle(300, 100, 400, 200)).Reasons.Single(),
            StringComparison.Ordinal);
        Assert.Equal([new PixelRectangle(32, 24, 335, 415), new PixelRectangle(336, 24, 639, 415)], Calibrator.AnalysisAreas(scale));
    }

    [Theory]
    [InlineData("OBXXXX1A.dcm", 11, 38.13, 5, 0.001)]
    [InlineData("gdcm-US-ALOKA-16.dcm", 14, 26.09, 5, 0.003)]
    public void The_drawn_ruler_confirms_the_stated_scale(string file, int ticks, double period, int longEvery, double tolerance)
    {
        var frame = FrameReader.Read(Open(file), 1).Frame!;
        var verdict = Calibrator.Calibrate(frame, Calibrator.AnalysisAreas(frame.Scale)[0], CalibrationRules.Strict);
        var reading = Assert.Single(verdict.Rulers);
        Assert.Equal((ticks, longEvery, 1), (reading.Ruler.Ticks, reading.Ruler.LongEvery, reading.TickCm));
        Assert.Equal(period, reading.Ruler.PeriodPixels, 0.05);
        Assert.InRange(reading.Deviation!.Value, -tolerance, tolerance);
        Assert.Equal(reading.Deviation, verdict.Calibration!.RulerDeviation);
        Assert.DoesNotContain(verdict.Warnings, warning => warning.Contains("ruler", StringComparison.Ordinal));
    }

    [Fact]
    public void A_white_caliper_of_a_real_scanner_is_seen()
    {
        var frame = FrameReader.Read(Open("OBXXXX1A.dcm"), 1).Frame!;
        Assert.NotNull(DrawnMarks.Objection(frame.Grey, Around(460, 291)));
        Assert.Null(DrawnMarks.Objection(frame.Grey, Around(460, 105)));

        Mask Around(int x, int y)
        {
            var mask = new Mask(frame.Grey.Width, frame.Grey.Height);
            for (var dy = -20; dy <= 20; dy++)
                for (var dx = -20; dx <= 20; dx++) mask[x + dx, y + dy] = true;
            return mask;
        }
    }

    [Fact]
    public void A_scale_that_the_drawn_ruler_contradicts_is_flagged()
    {
        var frame = FrameReader.Read(Open("OBXXXX1A.dcm"), 1).Frame!;
        var halved = frame with { Scale = frame.Scale with { Regions = [.. frame.Scale.Regions.Select(region =>
            region with { DeltaX = region.DeltaX * 0.96, DeltaY = region.DeltaY * 0.96 })] } };
        var verdict = Calibrator.Calibrate(halved, Calibrator.AnalysisArea(frame.Scale), CalibrationRules.Strict);
        Assert.NotNull(verdict.Calibration);
        Assert.Contains(verdict.Warnings, warning => warning.Contains("ticks are 0.96 cm apart", StringComparison.Ordinal));
    }

    static DicomDataset Open(string file) => DicomFile.Open(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", file)).Dataset;
}
