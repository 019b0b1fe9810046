using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class RulerFallbackTests
{
    static readonly PixelRectangle Outline = new(200, 150, 300, 220);

    static readonly CalibrationRules Square = new(RulerFallback: true, SquarePixels: true);

    [Fact]
    public void Without_leave_of_the_site_no_ruler_stands_in()
    {
        var verdict = Calibrator.Calibrate(WithRuler(38.5, 5), Outline, CalibrationRules.Strict);
        Assert.Null(verdict.Calibration);
        Assert.Contains("carries no scale", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void With_leave_it_does_and_says_so()
    {
        var verdict = Calibrator.Calibrate(WithRuler(38.5, 5), Outline, Square);
        Assert.Equal(CalibrationSource.Ruler, verdict.Calibration!.Source);
        Assert.Equal(1 / 38.5, verdict.Calibration.PixelSize.XCm, 0.0001);
        Assert.Equal(verdict.Calibration.PixelSize.XCm, verdict.Calibration.PixelSize.YCm, 1e-12);
        Assert.Contains("rests on the ruler", Assert.Single(verdict.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void One_direction_tells_the_other_only_where_something_says_so()
    {
        var frame = WithRuler(38.5, 5);
        var verdict = Calibrator.Calibrate(frame, Outline, new(RulerFallback: true));
        Assert.Null(verdict.Calibration);
        Assert.Contains("only one direction has a ruler", verdict.Reasons[1], StringComparison.Ordinal);
        var tall = frame with { Scale = frame.Scale with { PixelAspect = 1.25 } };
        var size = Calibrator.Calibrate(tall, Outline, new(RulerFallback: true)).Calibration!.PixelSize;
        Assert.Equal(0.8 / 38.5, size.XCm, 0.0001);
        Assert.Equal(1 / 38.5, size.YCm, 0.0001);
    }

    [Fact]
    public void Half_centimetres_are_told_by_every_second_tick() =>
        Assert.Equal(0.5 / 38.5, Calibrator.Calibrate(WithRuler(38.5, 2), Outline, Square).Calibration!.PixelSize.YCm, 0.0001);

    [Theory]
    [InlineData(52, 0.5)]
    [InlineData(105, null)] // Ticks of 1 cm: nobody said so, and half of it is the area of another muscle.
    public void A_depth_that_is_stated_has_to_agree_also_with_the_only_meaning_of_a_ruler(double depthMm, double? tickCm)
    {
        var frame = WithRuler(38.5, 2);
        var verdict = Calibrator.Calibrate(frame with { Scale = frame.Scale with { DepthMm = depthMm } }, Outline, Square);
        Assert.Equal(tickCm, Assert.Single(verdict.Rulers).TickCm);
        Assert.Equal(tickCm is null, verdict.Calibration is null);
    }

    [Fact]
    public void Ticks_that_are_all_alike_need_a_word_from_the_site_or_a_depth()
    {
        var frame = WithRuler(38.5, 0);
        var verdict = Calibrator.Calibrate(frame, Outline, Square);
        Assert.Null(verdict.Calibration);
        Assert.Contains("cannot be told", verdict.Reasons[1], StringComparison.Ordinal);
        Assert.Equal(1 / 38.5, Calibrator.Calibrate(frame, Outline, Square with { RulerTickCm = 1 }).Calibration!.PixelSize.YCm, 0.0001);
        Assert.Null(Calibrator.Calibrate(frame, Outline, Square with { RulerTickCm = 0.3 }).Calibration);
        var deep = frame with { Scale = frame.Scale with { DepthMm = 105 } };
        Assert.Equal(1 / 38.5, Calibrator.Calibrate(deep, Outline, Square).Calibration!.PixelSize.YCm, 0.0001);
    }

    [Fact]
    public void A_ruler_never_stands_in_for_a_scale_that_is_stated_and_refused()
    {
        var frame = WithRuler(38.5, 5);
        var seconds = new UltrasoundRegion(0, new(0, 0, 639, 479), null, RegionSpatialFormat.TwoDimensional, RegionDataType.Tissue, 0,
            PhysicalUnits.Second, PhysicalUnits.Centimetre, 0.01, 0.01);
        Assert.Null(Calibrator.Calibrate(frame with { Scale = frame.Scale with { Regions = [seconds] } }, Outline, Square).Calibration);
        var spacing = frame with { Scale = frame.Scale with { PixelSpacing = new(0.1, 0.1, null) } };
        Assert.Null(Calibrator.Calibrate(spacing, Outline, Square).Calibration);
    }

    [Fact]
    public void A_picture_without_a_ruler_stays_refused()
    {
        var verdict = Calibrator.Calibrate(Of(RulerFinderTests.Echoes(7)), Outline, Square);
        Assert.Null(verdict.Calibration);
        Assert.Contains("no ruler was found", verdict.Reasons[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Ticks_of_two_millimetres_can_be_stated(int longEvery)
    {
        var frame = WithRuler(20, longEvery);
        Assert.Equal(0.01, Calibrator.Calibrate(frame, Outline, Square with { RulerTickCm = 0.2 }).Calibration!.PixelSize.YCm, 0.0001);
        var region = new UltrasoundRegion(0, new(80, 40, 559, 439), null, RegionSpatialFormat.TwoDimensional, RegionDataType.Tissue, 0,
            PhysicalUnits.Centimetre, PhysicalUnits.Centimetre, 0.01, 0.01);
        var stated = frame with { Scale = frame.Scale with { Regions = [region] } };
        Assert.Equal(0.2, Assert.Single(Calibrator.Calibrate(stated, Outline, new(RulerTickCm: 0.2)).Rulers).TickCm);
        // Where every fifth is longer, 1 mm is usual: a scale that says twice as much is an error that must show.
        var unstated = Calibrator.Calibrate(stated, Outline, CalibrationRules.Strict);
        Assert.Equal(longEvery == 0 ? 0.2 : 0.1, Assert.Single(unstated.Rulers).TickCm);
        Assert.Equal(longEvery != 0, unstated.Warnings.Any(warning => warning.Contains("contradicts", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1.0, false)]
    [InlineData(1.02, false)]
    [InlineData(1.04, true)]
    [InlineData(0.5, false)] // Half-centimetre ticks and a picture of half the size look alike.
    [InlineData(0.75, true)]
    public void A_stated_scale_is_held_against_the_ruler(double factor, bool flagged)
    {
        var region = new UltrasoundRegion(0, new(80, 40, 559, 439), null, RegionSpatialFormat.TwoDimensional, RegionDataType.Tissue, 0,
            PhysicalUnits.Centimetre, PhysicalUnits.Centimetre, factor / 38.5, factor / 38.5);
        var frame = WithRuler(38.5, 0);
        var verdict = Calibrator.Calibrate(frame with { Scale = frame.Scale with { Regions = [region] } }, Outline,
            CalibrationRules.Strict);
        Assert.NotNull(verdict.Calibration);
        Assert.Equal(flagged, verdict.Warnings.Any(warning => warning.Contains("contradicts the stated scale", StringComparison.Ordinal)));
    }

    static Frame WithRuler(double period, int longEvery)
    {
        var image = RulerFinderTests.Echoes(6);
        RulerFinderTests.DrawRuler(image, "lines", 566, 45, 435, period, longEvery);
        return Of(image);
    }

    internal static Frame Of(GreyImage image) => new("1.2", "1.2.840.10008.5.1.4.1.1.6.1", 1, 1, image, null, image.ToRgb(),
        new ScaleStatements(image.Width, image.Height, [], null, []));
}
