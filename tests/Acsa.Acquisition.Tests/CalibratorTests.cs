using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class CalibratorTests
{
    static readonly PixelRectangle Outline = new(100, 100, 200, 180);

    [Fact]
    public void One_tissue_region_gives_its_scale_its_box_and_its_index()
    {
        var verdict = Calibrator.Calibrate(Image(Tissue(0, 10, 20, 500, 400, 0.01, 0.02)), Outline);
        Assert.Equal(new Calibration(CalibrationSource.UltrasoundRegion, new PixelSize(0.01, 0.02), new PixelRectangle(10, 20, 500, 400),
            0), verdict.Calibration);
        Assert.Empty(verdict.Reasons);
        Assert.Empty(verdict.Warnings);
    }

    [Fact]
    public void A_negative_delta_only_turns_the_axis_round()
    {
        var verdict = Calibrator.Calibrate(Image(Tissue(0, 0, 0, 639, 479, -0.01, 0.01)), Outline);
        Assert.Equal(new PixelSize(0.01, 0.01), verdict.Calibration!.PixelSize);
    }

    [Fact]
    public void A_low_priority_region_keeps_its_scale() =>
        Assert.NotNull(Calibrator.Calibrate(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01) with { Flags = 1 }), Outline).Calibration);

    [Fact]
    public void An_outline_that_fills_the_region_is_inside_it() =>
        Assert.NotNull(Calibrator.Calibrate(Image(Tissue(0, 100, 100, 200, 180, 0.01, 0.01)), Outline).Calibration);

    [Theory]
    [InlineData(99, 100)]
    [InlineData(100, 181)]
    public void An_outline_that_leaves_the_region_is_refused(int left, int bottom)
    {
        var outline = new PixelRectangle(left, 100, 200, bottom);
        Refused(Image(Tissue(0, 100, 100, 200, 180, 0.01, 0.01)), "beyond the part", outline);
    }

    [Fact]
    public void An_image_without_any_statement_is_refused() => Refused(Image(), "no ultrasound region calibration");

    [Fact]
    public void An_image_with_only_a_spectrum_and_a_trace_is_refused() =>
        Refused(Image(Other(0, RegionSpatialFormat.Waveform, 0, 400, 639, 479)),
            "no two-dimensional tissue picture in this image, only a trace");

    [Fact]
    public void A_spectrum_under_the_outline_is_refused() =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01), Other(1, RegionSpatialFormat.Spectral, 150, 150, 639, 479)),
            "Doppler spectrum");

    [Fact]
    public void An_m_mode_strip_under_the_outline_is_refused() =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01), Other(1, RegionSpatialFormat.MMode, 150, 150, 639, 479)), "M-mode");

    [Fact]
    public void A_grey_bar_or_a_trace_on_the_picture_does_no_harm() =>
        Assert.NotNull(Calibrator.Calibrate(Image(
            Tissue(0, 0, 0, 639, 479, 0.01, 0.01),
            Other(1, RegionSpatialFormat.None, 100, 100, 120, 180),
            Other(2, RegionSpatialFormat.Waveform, 0, 150, 639, 200)), Outline).Calibration);

    [Theory]
    [InlineData(PhysicalUnits.None, PhysicalUnits.None, "no unit across")]
    [InlineData(PhysicalUnits.Second, PhysicalUnits.Centimetre, "seconds across and centimetres down")]
    [InlineData(PhysicalUnits.Centimetre, PhysicalUnits.CentimetrePerSecond, "centimetres per second down")]
    [InlineData((PhysicalUnits)99, PhysicalUnits.Centimetre, "unit 99 across")]
    public void Units_other_than_centimetres_are_refused(PhysicalUnits x, PhysicalUnits y, string expected) =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01) with { UnitsX = x, UnitsY = y }), expected);

    [Fact]
    public void An_unstated_unit_is_refused() =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01) with { UnitsY = null }), "an unstated unit down");

    [Theory]
    [InlineData(0.0, 0.01)]
    [InlineData(0.01, 0.0)]
    [InlineData(null, 0.01)]
    [InlineData(double.NaN, 0.01)]
    [InlineData(0.01, double.PositiveInfinity)]
    public void A_missing_zero_or_endless_delta_is_refused(double? x, double? y) =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01) with { DeltaX = x, DeltaY = y }), "empty or zero");

    [Theory]
    [InlineData(0.0009, 0.01)]
    [InlineData(0.01, 0.11)]
    [InlineData(25.4, 25.4)]
    public void An_unbelievable_pixel_size_is_refused(double x, double y) =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, x, y)), "not believable");

    [Theory]
    [InlineData(0.001, 0.1)]
    [InlineData(0.1, 0.001)]
    public void The_limits_of_the_believable_belong_to_it(double x, double y) =>
        Assert.NotNull(Calibrator.Calibrate(Image(Tissue(0, 0, 0, 639, 479, x, y)), Outline).Calibration);

    [Fact]
    public void In_a_dual_image_the_region_that_holds_the_outline_counts()
    {
        var image = Image(Tissue(0, 0, 0, 319, 479, 0.02, 0.02), Tissue(1, 320, 0, 639, 479, 0.01, 0.01));
        var right = Calibrator.Calibrate(image, new PixelRectangle(330, 10, 400, 60));
        Assert.Equal(1, right.Calibration!.RegionIndex);
        Assert.Equal(new PixelSize(0.01, 0.01), right.Calibration.PixelSize);
        Assert.Empty(right.Warnings);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.02)]
    public void An_outline_across_a_dual_image_is_refused_even_when_the_scales_agree(double delta) =>
        Refused(Image(Tissue(0, 0, 0, 150, 479, 0.01, 0.01), Tissue(1, 151, 0, 639, 479, delta, delta)),
            "crosses from one picture into another");

    [Theory]
    [InlineData(0.010009, true)]
    [InlineData(0.0102, false)]
    public void Overlapping_tissue_regions_must_agree_within_a_thousandth(double delta, bool accepted)
    {
        var verdict = Calibrator.Calibrate(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01), Tissue(1, 50, 50, 300, 300, delta, delta)),
            Outline);
        Assert.Equal(accepted, verdict.Calibration is not null);
        if (!accepted) Assert.Contains("state different scales", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_colour_box_that_contradicts_the_tissue_below_it_is_refused() =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01), Colour(1, 90, 90, 250, 250, 0.02)), "state different scales");

    [Fact]
    public void A_colour_box_is_used_where_no_tissue_region_is_stated() =>
        Assert.Equal(0, Calibrator.Calibrate(Image(Colour(0, 0, 0, 639, 479, 0.02)), Outline).Calibration!.RegionIndex);

    [Fact]
    public void A_tissue_region_without_scale_under_the_outline_is_refused_although_another_has_one() =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01), Tissue(1, 150, 150, 160, 160, 0, 0)), "empty or zero");

    [Fact]
    public void A_region_whose_box_is_unusable_is_refused_with_the_reason_for_it() =>
        Refused(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01) with { Bounds = null, BoundsProblem = "the image was resized or cut" }),
            "the image was resized or cut");

    [Theory]
    [InlineData("GEOMETRY", true)]
    [InlineData("FIDUCIAL", true)]
    [InlineData("OTHER", false)]
    [InlineData(null, false)]
    public void Pixel_spacing_counts_only_with_a_calibration_type(string? type, bool accepted)
    {
        var image = Image() with { PixelSpacing = new StatedPixelSpacing(0.2, 0.1, type) };
        var verdict = Calibrator.Calibrate(image, Outline);
        if (accepted)
            Assert.Equal(new Calibration(CalibrationSource.PixelSpacing, new PixelSize(0.01, 0.02), new PixelRectangle(0, 0, 639, 479),
                -1), verdict.Calibration);
        else
            Assert.Contains("not how it was calibrated", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Pixel_spacing_never_stands_in_for_regions_that_do_not_hold_the_outline() =>
        Refused(Image(Tissue(0, 0, 0, 50, 50, 0.01, 0.01)) with { PixelSpacing = new StatedPixelSpacing(0.1, 0.1, "GEOMETRY") },
            "outside the part");

    [Theory]
    [InlineData(0.1005, false)]
    [InlineData(0.102, true)]
    public void Pixel_spacing_that_contradicts_the_region_by_more_than_a_hundredth_is_flagged(double spacing, bool flagged)
    {
        var image = Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01)) with { PixelSpacing = new StatedPixelSpacing(spacing, spacing, null) };
        var verdict = Calibrator.Calibrate(image, Outline);
        Assert.NotNull(verdict.Calibration);
        Assert.Equal(flagged, verdict.Warnings.Count == 1);
    }

    [Fact]
    public void The_analysis_area_is_the_largest_calibrated_tissue_region()
    {
        Assert.Equal(new PixelRectangle(0, 0, 639, 479), Calibrator.AnalysisArea(Image()));
        Assert.Equal(new PixelRectangle(320, 0, 639, 479), Calibrator.AnalysisArea(Image(
            Tissue(0, 0, 0, 639, 479, 0, 0), Tissue(1, 320, 0, 639, 479, 0.01, 0.01), Tissue(2, 0, 0, 100, 479, 0.01, 0.01),
                Colour(3, 0, 0, 639, 479, 0.01))));
        Assert.Equal(new PixelRectangle(5, 5, 600, 400), Calibrator.AnalysisArea(Image(Tissue(0, 5, 5, 600, 400, 0, 0))));
    }

    [Fact]
    public void Each_picture_of_a_dual_image_is_analysed_and_an_inset_is_not()
    {
        var (left, right) = (new PixelRectangle(0, 0, 299, 479), new PixelRectangle(320, 0, 619, 479));
        Assert.Equal([left, right], Calibrator.AnalysisAreas(Image(
            Tissue(0, 320, 0, 619, 479, 0.02, 0.02), Tissue(1, 0, 0, 299, 479, 0.01, 0.01), Colour(2, 10, 10, 90, 90, 0.01))));
        var inset = Image(Tissue(0, 0, 0, 299, 479, 0.01, 0.01), Tissue(1, 320, 0, 400, 60, 0.01, 0.01));
        Assert.Equal([left], Calibrator.AnalysisAreas(inset));
        Assert.Contains("further scan picture", Assert.Single(Calibrator.Calibrate(inset, Outline).Warnings), StringComparison.Ordinal);
        Assert.Equal([left], Calibrator.AnalysisAreas(Image(Tissue(0, 0, 0, 299, 479, 0.01, 0.01), Tissue(1, 100, 0, 639, 470, 0, 0))));
    }

    [Fact]
    public void What_sheds_doubt_on_a_scale_is_a_warning_beside_it()
    {
        var sound = Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01)) with { PixelAspect = 1 };
        Assert.Empty(Calibrator.Calibrate(sound, Outline).Warnings);
        Warned(sound with { PixelAspect = 2 }, "pixel aspect ratio");
        Warned(sound with { IsSecondary = true }, "SECONDARY");
        var larger = Tissue(1, 0, 0, 5000, 479, 0.02, 0.02) with { Bounds = null, BoundsProblem = "it was resized" };
        Warned(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01), larger), "it was resized");
        Assert.Empty(Calibrator.Calibrate(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.02)) with { PixelAspect = 2 }, Outline).Warnings);

        Warned(sound with { IsResized = true }, "change of size");
        Warned(sound with { DepthMm = 10 }, "depth of scan is stated as 1.0 cm");
        Warned(Image(Tissue(0, 0, 0, 639, 479, 0.1, 0.1)), "48 cm deep");
        Warned(Image(Tissue(0, 0, 0, 639, 479, 0.002, 0.002)), "unusually small");
        Warned(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.03)), "unusual shape");

        static void Warned(ScaleStatements image, string expected)
        {
            var verdict = Calibrator.Calibrate(image, Outline);
            Assert.NotNull(verdict.Calibration);
            Assert.Contains(expected, Assert.Single(verdict.Warnings), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0u, 0u, 320u, 479u, 320u, 0u, 640u, 479u)] // The width is written as the last column: PS3.3 C.8.5.5.1.14 counts from 0.
    [InlineData(0u, 0u, 321u, 479u, 320u, 0u, 639u, 479u)]
    [InlineData(0u, 0u, 639u, 240u, 0u, 240u, 639u, 479u)]
    public void Pictures_that_share_an_edge_are_analysed_each_by_itself_and_the_edge_is_the_second_ones(
        uint left, uint top, uint right, uint bottom, uint left2, uint top2, uint right2, uint bottom2)
    {
        var (one, two) = (Sample.Region(left, top, right, bottom, 0.02), Sample.Region(left2, top2, right2, bottom2));
        var (x, y) = ((int)left2, (int)top2);
        var first = new PixelRectangle(0, 0, x > 0 ? x - 1 : 639, y > 0 ? y - 1 : 479);
        var second = new PixelRectangle(x, y, 639, 479);
        foreach (var regions in new[] { new[] { one, two }, [two, one] })
        {
            var scale = ScaleStatements.Read(Sample.Still().With(regions));
            Assert.Equal([first, second], Calibrator.AnalysisAreas(scale));
            foreach (var (area, delta) in new[] { (first, 0.02), (second, 0.01) })
            {
                var verdict = Calibrator.Calibrate(scale, area);
                Assert.Equal(new PixelSize(delta, delta), verdict.Calibration?.PixelSize);
                Assert.Empty(verdict.Warnings);
            }
        }
    }

    [Theory]
    [InlineData(325u)]
    [InlineData(400u)]
    public void A_picture_that_lies_only_partly_in_another_is_not_passed_over_in_silence(uint right)
    {
        var scale = ScaleStatements.Read(Sample.Still().With(Sample.Region(0, 0, right, 479), Sample.Region(320, 0, 639, 300)));
        var area = Assert.Single(Calibrator.AnalysisAreas(scale));
        var verdict = Calibrator.Calibrate(scale, new PixelRectangle(area.Left + 10, 10, area.Left + 100, 100));
        Assert.Contains("further scan picture", Assert.Single(verdict.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_inside_the_analysed_one_is_no_further_picture() =>
        Assert.Empty(Calibrator.Calibrate(Image(Tissue(0, 0, 0, 639, 479, 0.01, 0.01), Tissue(1, 300, 200, 639, 479, 0.01, 0.01)), Outline)
            .Warnings);

    [Theory]
    [InlineData(0.2, 0.2, 100.0, null, null)]
    [InlineData(0.2, 0.2, 45.0, null, null)] // The whole image is higher than the scan in it.
    [InlineData(0.2, 0.07, null, null, "unusual shape")]
    [InlineData(1.0, 1.0, null, null, "48 cm deep")]
    [InlineData(0.2, 0.2, 10.0, null, "depth of scan is stated as 1.0 cm")]
    [InlineData(0.02, 0.02, null, null, "unusually small")]
    [InlineData(0.2, 0.2, null, 1.5, "The pixel spacing and the pixel aspect ratio of the image state pixels of different shape.")]
    public void A_pixel_spacing_is_doubted_as_a_region_is(double row, double column, double? depth, double? aspect, string? expected)
    {
        var image = Image() with { PixelSpacing = new(row, column, "GEOMETRY"), DepthMm = depth, PixelAspect = aspect };
        var verdict = Calibrator.Calibrate(image, Outline);
        Assert.NotNull(verdict.Calibration);
        if (expected is null) Assert.Empty(verdict.Warnings);
        else Assert.Contains(expected, Assert.Single(verdict.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_scale_that_is_used_is_the_one_that_is_doubted()
    {
        var image = Image(Tissue(0, 0, 0, 299, 479, 0.01, 0.01), Tissue(1, 320, 0, 420, 100, 0.01, 0.03));
        var verdict = Calibrator.Calibrate(image, new PixelRectangle(330, 10, 400, 60));
        Assert.Equal(1, verdict.Calibration!.RegionIndex);
        Assert.Contains(verdict.Warnings, warning => warning.Contains("unusual shape", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.01, null, null, false)]
    [InlineData(0.01, 470, 0.0, false)] // Where it lies says nothing while depth grows downwards.
    [InlineData(-0.01, null, null, true)]
    [InlineData(-0.01, 470, 0.0, true)] // The reference pixel is where the transducer is (PS3.3 C.8.5.5.1.16).
    [InlineData(-0.01, 470, null, true)]
    [InlineData(-0.01, 0, 4.7, true)] // 4.7 cm deep at the top.
    [InlineData(-0.01, -5, 0.0, false)] // Heights above the transducer: negative below it, and the picture is the right way up.
    [InlineData(-0.01, 470, -4.7, false)]
    public void A_picture_that_is_upside_down_is_for_review(double delta, int? row, double? value, bool flagged)
    {
        var region = Sample.Region(0, 0, 639, 479);
        region.AddOrUpdate(DicomTag.PhysicalDeltaY, delta);
        if (row is { } y) region.AddOrUpdate(DicomTag.ReferencePixelY0, y);
        if (value is { } cm) region.AddOrUpdate(DicomTag.ReferencePixelPhysicalValueY, cm);
        var scale = ScaleStatements.Read(Sample.Still().With(region));
        Assert.Empty(scale.Problems);
        var verdict = Calibrator.Calibrate(scale, Outline);
        Assert.Equal(new PixelSize(0.01, 0.01), verdict.Calibration!.PixelSize);
        if (flagged) Assert.Contains("upside down", Assert.Single(verdict.Warnings), StringComparison.Ordinal);
        else Assert.Empty(verdict.Warnings);
    }

    static void Refused(ScaleStatements image, string expected, PixelRectangle? outline = null)
    {
        var verdict = Calibrator.Calibrate(image, outline ?? Outline);
        Assert.Null(verdict.Calibration);
        var reason = Assert.Single(verdict.Reasons);
        Assert.StartsWith("Area not given: ", reason, StringComparison.Ordinal);
        Assert.Contains(expected, reason, StringComparison.Ordinal);
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
    }

    static ScaleStatements Image(params UltrasoundRegion[] regions) => new(640, 480, regions, null, []);

    static UltrasoundRegion Tissue(int index, int left, int top, int right, int bottom, double x, double y) =>
        new(index, new PixelRectangle(left, top, right, bottom), null, RegionSpatialFormat.TwoDimensional, RegionDataType.Tissue, 0,
            PhysicalUnits.Centimetre, PhysicalUnits.Centimetre, x, y);

    static UltrasoundRegion Colour(int index, int left, int top, int right, int bottom, double delta) =>
        Tissue(index, left, top, right, bottom, delta, delta) with { DataType = RegionDataType.ColourFlow };

    static UltrasoundRegion Other(int index, RegionSpatialFormat format, int left, int top, int right, int bottom) =>
        Tissue(index, left, top, right, bottom, 0, 0) with { Format = format, DataType = RegionDataType.None };
}
