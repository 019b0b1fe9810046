using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class ScaleStatementsTests
{
    [Fact]
    public void A_region_is_read_as_written()
    {
        var region = ScaleStatements.Read(Sample.Still().With(Sample.Region(1, 2, 300, 200))).Regions.Single();
        Assert.Equal(new UltrasoundRegion(0, new PixelRectangle(1, 2, 300, 200), null, RegionSpatialFormat.TwoDimensional,
            RegionDataType.Tissue, 0,
            PhysicalUnits.Centimetre, PhysicalUnits.Centimetre, 0.01, 0.01), region);
    }

    [Theory]
    // 640 × 480: two pixels or a hundredth of the side, whichever is more.
    [InlineData(640u, 480u, true)]
    [InlineData(645u, 483u, true)]
    [InlineData(646u, 479u, false)]
    [InlineData(639u, 484u, false)]
    [InlineData(1279u, 959u, false)]
    public void A_box_slightly_over_the_edge_is_clipped_and_one_far_over_it_is_not_used(uint right, uint bottom, bool used)
    {
        var region = ScaleStatements.Read(Sample.Still().With(Sample.Region(0, 0, right, bottom))).Regions.Single();
        Assert.Equal(used ? new PixelRectangle(0, 0, Math.Min((int)right, 639), Math.Min((int)bottom, 479)) : null, region.Bounds);
        if (!used) Assert.Contains("resized or cut", region.BoundsProblem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300u, 0u, 200u, 100u)]
    [InlineData(0u, 100u, 100u, 50u)]
    [InlineData(640u, 0u, 700u, 100u)]
    [InlineData(0u, 480u, 100u, 500u)]
    [InlineData(0u, 0u, uint.MaxValue, 100u)]
    public void A_box_that_is_no_box_in_this_image_is_not_used(uint left, uint top, uint right, uint bottom) =>
        Assert.Null(ScaleStatements.Read(Sample.Still().With(Sample.Region(left, top, right, bottom))).Regions.Single().Bounds);

    [Fact]
    public void A_box_without_bounds_is_not_used()
    {
        var region = Sample.Region(0, 0, 10, 10);
        region.Remove(DicomTag.RegionLocationMaxX1);
        Assert.Contains("did not say where", ScaleStatements.Read(Sample.Still().With(region)).Regions.Single().BoundsProblem,
            StringComparison.Ordinal);
    }

    // A note is printed on terminals; of a value of megabytes no text is made to quote it.
    [Theory]
    [InlineData("1\u001b[2J\n\u009bx", "'1?[2J??x' is not a single number.")]
    [InlineData("1234567890123456789012345678901\ud83d\ude00", "'1234567890123456789012345678901…' is not a single number.")]
    [InlineData(null, "'?' is not a single number.")]
    public void Of_what_a_sender_wrote_a_note_quotes_what_can_be_shown(string? value, string expected)
    {
        var region = Sample.Region(0, 0, 10, 10);
        region.AddOrUpdate(value is null ? new DicomOtherByte(DicomTag.PhysicalDeltaX, new byte[2 << 20])
            : new DicomUnlimitedText(DicomTag.PhysicalDeltaX, value));
        Assert.Contains(ScaleStatements.Read(Sample.Still().With(region)).Problems,
            problem => problem.EndsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Odd_values_are_noted_with_tag_and_value_and_nothing_throws()
    {
        var region = Sample.Region(0, 0, 10, 10);
        region.AddOrUpdate(new DicomLongString(DicomTag.PhysicalDeltaX, "about a tenth of a millimetre, or a little more"));
        region.AddOrUpdate(DicomTag.PhysicalDeltaY, 0.01, 0.02);
        region.AddOrUpdate(new DicomLongString(DicomTag.RegionDataType, "tissue"));
        region.AddOrUpdate<ushort>(DicomTag.RegionSpatialFormat);
        var scale = ScaleStatements.Read(Sample.Still().With(region));
        Assert.Contains("ultrasound region 1: (0018,602c) Physical Delta X: 'about a tenth of a millimetre, o…' is not a single number.",
            scale.Problems);
        Assert.Contains("ultrasound region 1: (0018,602e) Physical Delta Y: '0.01\\0.02' is not a single number.", scale.Problems);
        Assert.Equal(3, scale.Problems.Count);
        Assert.Null(scale.Regions[0].Format);
        Assert.Null(scale.Regions[0].DeltaX);
    }

    [Fact]
    public void Thousands_of_regions_are_not_read()
    {
        var scale = ScaleStatements.Read(Sample.Still().With([.. Enumerable.Range(0, 5000).Select(_ => Sample.Region(0, 0, 10, 10))]));
        Assert.Equal(64, scale.Regions.Count);
        Assert.Contains("5000 items", Assert.Single(scale.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Pixel_spacing_states_rows_first()
    {
        var spacing = ScaleStatements.Read(Sample.Still().With(DicomTag.PixelSpacing, "0.2", "0.1")
            .With(DicomTag.PixelSpacingCalibrationType, "GEOMETRY")).PixelSpacing;
        Assert.Equal(new StatedPixelSpacing(0.2, 0.1, "GEOMETRY"), spacing);
    }

    [Theory]
    [InlineData("0.2")]
    [InlineData("0\\0.1")]
    [InlineData("-0.1\\0.1")]
    [InlineData("a\\b")]
    [InlineData("0,1\\0,1")]
    public void Pixel_spacing_that_is_no_pair_of_positive_numbers_counts_as_not_stated(string text) =>
        Assert.Null(ScaleStatements.Read(Sample.Still().With(DicomTag.PixelSpacing, text.Split('\\'))).PixelSpacing);

    [Fact]
    public void The_detectors_pixel_spacing_means_nothing_in_ultrasound()
    {
        var scale = ScaleStatements.Read(Sample.Still().With(DicomTag.ImagerPixelSpacing, "0.1", "0.1")
            .With(DicomTag.PixelSpacingCalibrationType, "GEOMETRY"));
        Assert.Null(Calibrator.Calibrate(scale, new PixelRectangle(0, 0, 9, 9)).Calibration);
    }

    [Fact]
    public void A_frame_that_states_its_own_regions_has_those()
    {
        var clip = Sample.Clip(3).With(Sample.Region(0, 0, 639, 479, 0.01));
        clip.AddOrUpdate(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence,
            new DicomDataset().With(Sample.Region(0, 0, 300, 200, 0.02)), new DicomDataset()));
        Assert.Equal(0.02, ScaleStatements.Read(clip, 1).Regions.Single().DeltaX);
        Assert.Equal(0.01, ScaleStatements.Read(clip, 2).Regions.Single().DeltaX);
        Assert.Equal(0.01, ScaleStatements.Read(clip, 3).Regions.Single().DeltaX);
        clip.AddOrUpdate(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence,
            new DicomDataset().With(Sample.Region(0, 0, 300, 200, 0.03))));
        Assert.Equal(0.03, ScaleStatements.Read(clip, 3).Regions.Single().DeltaX);
    }

    [Theory]
    [InlineData("Resized 2:1", true)]
    [InlineData("image cropped to region of interest", true)]
    [InlineData("downscaled by export station", true)]
    [InlineData("Bild verkleinert", true)]
    [InlineData("JPEG 2000 irreversible (lossy) 16:1", false)]
    [InlineData("RGB to JPEG Baseline 1 conversion", false)]
    [InlineData("Lossless JPEG compression, selection value 1, point transform 0, compression ratio 2.917", false)]
    public void A_derivation_that_changes_the_size_is_told_from_compression(string text, bool resized) =>
        Assert.Equal(resized, ScaleStatements.Read(Sample.Still().With(DicomTag.DerivationDescription, text)).IsResized);

    [Fact]
    public void A_coded_resampling_is_a_change_of_size()
    {
        var dataset = Sample.Still();
        dataset.AddOrUpdate(new DicomSequence(DicomTag.DerivationCodeSequence, Sample.Code("113040", "DCM"), Sample.Code("113085", "DCM")));
        Assert.True(ScaleStatements.Read(dataset).IsResized);
        dataset.AddOrUpdate(new DicomSequence(DicomTag.DerivationCodeSequence, Sample.Code("113040", "DCM")));
        Assert.False(ScaleStatements.Read(dataset).IsResized);
    }

    [Theory]
    [InlineData("150", 150.0)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    public void The_depth_of_scan_is_read_in_millimetres(string text, double? expected) =>
        Assert.Equal(expected, ScaleStatements.Read(Sample.Still().With(DicomTag.DepthOfScanField, text)).DepthMm);

    [Fact]
    public void An_empty_data_set_states_nothing()
    {
        var scale = ScaleStatements.Read([]);
        Assert.Empty(scale.Regions);
        Assert.Null(scale.PixelSpacing);
    }
}
