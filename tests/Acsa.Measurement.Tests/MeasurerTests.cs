using System.Globalization;
using Acsa.Imaging;
using Acsa.Imaging.Tests;

namespace Acsa.Measurement.Tests;

public sealed class MeasurerTests
{
    [Theory, InlineData(0), InlineData(17), InlineData(31), InlineData(-40), InlineData(44)]
    public void Ellipses_have_their_analytic_values(double degrees)
    {
        // 4.0 × 1.6 cm half-axes on pixels of 0.02 cm.
        var mask = Shapes.Ellipse(460, 460, 231.3, 228.8, 200, 80, degrees);
        var result = Measurer.Measure(new GreyImage(460, 460), mask, null, new PixelSize(0.02, 0.02));
        AssertWithin(Math.PI * 4 * 1.6, result.AreaCm2, 0.002);
        AssertWithin(3.2, result.ThicknessCm, 0.005);
        AssertWithin(3.2, result.MaximumThicknessCm, 0.005);
        AssertWithin(8, result.WidthCm, 0.005);
        AssertWithin(2.5, result.AspectRatio, 0.01);
        Assert.Equal(degrees, result.FasciaDegrees!.Value, 0.5);
        AssertWithin(Shapes.EllipsePerimeter(4, 1.6), result.CircumferenceCm, 0.005);
    }

    [Theory, InlineData(0), InlineData(30), InlineData(-25), InlineData(-44)]
    public void Pixels_need_not_be_square(double degrees)
    {
        // The same 4.0 × 1.6 cm ellipse, drawn in cm and sampled on pixels of 0.01 × 0.025 cm.
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var mask = new Mask(900, 360);
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                var (dx, dy) = ((x + 0.5 - 450.2) * 0.01, (y + 0.5 - 180.4) * 0.025);
                var (u, v) = ((dx * cos + dy * sin) / 4, (dy * cos - dx * sin) / 1.6);
                mask[x, y] = u * u + v * v <= 1;
            }
        }
        var result = Measurer.Measure(new GreyImage(900, 360), mask, null, new PixelSize(0.01, 0.025));
        AssertWithin(Math.PI * 4 * 1.6, result.AreaCm2, 0.002);
        AssertWithin(3.2, result.ThicknessCm, 0.005);
        AssertWithin(3.2, result.MaximumThicknessCm, 0.005);
        AssertWithin(8, result.WidthCm, 0.005);
        AssertWithin(2.5, result.AspectRatio, 0.01);
        Assert.Equal(degrees, result.FasciaDegrees!.Value, 0.5);
        AssertWithin(Shapes.EllipsePerimeter(4, 1.6), result.CircumferenceCm, 0.005);
    }

    [Fact]
    public void Discs_of_every_place_on_the_grid_are_within_a_percent()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var radius = 25 + 60 * random.NextDouble();
            var mask = Shapes.Ellipse(200, 200, 95 + 10 * random.NextDouble(), 95 + 10 * random.NextDouble(), radius, radius, 0);
            var result = Measurer.Measure(new GreyImage(200, 200), mask, null, new PixelSize(0.1, 0.1));
            var relative = (result.AreaCm2!.Value / (Math.PI * radius * radius * 0.01), result.ThicknessCm!.Value / (0.2 * radius),
                result.CircumferenceCm!.Value / (0.2 * Math.PI * radius));
            Assert.True(Math.Abs(relative.Item1 - 1) < 0.01 && Math.Abs(relative.Item2 - 1) < 0.015 && Math.Abs(relative.Item3 - 1) < 0.01,
                $"seed {seed}, radius {radius}: {relative}");
        }
    }

    [Fact]
    public void A_gap_on_the_line_of_thickness_is_not_counted()
    {
        var mask = new Mask(300, 100);
        for (var y = 20; y < 80; y++) mask.Pixels.AsSpan(y * 300 + 50, 200).Fill(1);
        for (var y = 45; y < 55; y++) mask.Pixels.AsSpan(y * 300 + 100, 100).Clear();
        AssertWithin(0.5, Measurer.Measure(new GreyImage(300, 100), mask, null, new PixelSize(0.01, 0.01)).ThicknessCm, 0.01);
    }

    [Fact]
    public void Thickness_goes_into_the_depth_also_where_a_muscle_is_thicker_than_wide()
    {
        var mask = Shapes.Ellipse(300, 300, 150, 150, 60, 100, 0);
        var result = Measurer.Measure(new GreyImage(300, 300), mask, null, new PixelSize(0.01, 0.01));
        AssertWithin(2, result.ThicknessCm, 0.005);
        AssertWithin(1.2, result.WidthCm, 0.005);
        AssertWithin(0.6, result.AspectRatio, 0.01);
    }

    [Fact]
    public void Thickness_is_measured_across_the_superficial_fascia_and_not_across_the_principal_axis()
    {
        // A wedge under a level fascia: 1 cm thick at one end, 3 cm at the other.
        var mask = new Polygon([new(50, 50), new(550, 50), new(550, 350), new(50, 150)]).Rasterise(600, 400);
        var result = Measurer.Measure(new GreyImage(600, 400), mask, null, new PixelSize(0.01, 0.01));
        Assert.Equal(0, result.FasciaDegrees!.Value, 0.05);
        AssertWithin(5, result.WidthCm, 0.005);
        // Of a trapezoid with sides 1 and 3, the centroid lies 5 · (1 + 2 · 3) / (3 · 4) from the thin end.
        AssertWithin(1 + 2 * 7 / 12.0, result.ThicknessCm, 0.003);
        AssertWithin(3, result.MaximumThicknessCm, 0.02);
    }

    [Theory, InlineData(0), InlineData(12)]
    public void Fat_over_the_muscle_is_measured_across_its_fascia(double degrees)
    {
        var slope = Math.Tan(degrees * Math.PI / 180);
        var muscle = new Polygon([new(100, 200), new(500, 200 + 400 * slope), new(500, 350 + 400 * slope), new(100, 350)])
            .Rasterise(600, 520);
        var fat = new Polygon(
            [new(0, 80 - 100 * slope), new(600, 80 + 500 * slope), new(600, 200 + 500 * slope), new(0, 200 - 100 * slope)])
            .Rasterise(600, 520);
        var result = Measurer.Measure(new GreyImage(600, 520), muscle, null, new PixelSize(0.01, 0.01), subcutaneousFat: fat);
        AssertWithin(1.2 * Math.Cos(degrees * Math.PI / 180), result.SubcutaneousFat?.MeanCm, 0.01);
        AssertWithin(1.2 * Math.Cos(degrees * Math.PI / 180), result.SubcutaneousFat?.AtCentroidCm, 0.01);
    }

    [Fact]
    public void Fat_below_the_muscle_is_not_over_it()
    {
        var fat = new Mask(60, 60);
        fat.Pixels.AsSpan(50 * 60).Fill(1);
        var muscle = Shapes.Ellipse(60, 60, 30, 25, 20, 10, 0);
        Assert.Null(Measurer.Measure(new GreyImage(60, 60), muscle, null, new PixelSize(0.1, 0.1), subcutaneousFat: fat).SubcutaneousFat);
    }

    [Fact]
    public void DeepAcsas_grey_level_leaves_out_0_and_1_and_pools_the_channels()
    {
        var picture = new RgbImage(3, 1, [0, 1, 2, 40, 50, 60, 255, 255, 255]);
        var result = Measurer.Measure(new GreyImage(3, 1, [1, 50, 255]), new Mask(3, 1, [1, 1, 0]), picture: picture);
        Assert.Equal(new DeepAcsaEchogenicity((2 + 40 + 50 + 60) / 4.0, 4), result.DeepAcsaEchogenicity);
        Assert.Null(DeepAcsaEchogenicity.Measure(new RgbImage(1, 1, [1, 1, 1]), new Mask(1, 1, [1])));
    }

    [Fact]
    public void The_histogram_holds_every_counted_pixel_and_gives_the_parts_at_both_ends()
    {
        var grey = Measurer.Measure(new GreyImage(5, 1, [0, 0, 7, 255, 9]), new Mask(5, 1, [1, 1, 1, 1, 0])).Echogenicity!;
        Assert.Equal((2, 1, 0, 1), (grey.Histogram![0], grey.Histogram[7], grey.Histogram[9], grey.Histogram[255]));
        Assert.Equal(grey.Pixels, grey.Histogram.Sum());
        Assert.Equal((50, 25), (grey.BlackPercent, grey.SaturatedPercent));
    }

    [Fact]
    public void Without_a_pixel_size_there_are_no_centimetres_but_grey()
    {
        var mask = Shapes.Ellipse(60, 60, 30, 30, 20, 10, 0);
        var result = Measurer.Measure(new GreyImage(60, 60), mask);
        Assert.Equal((null, null, null, null), (result.AreaCm2, result.AreaCm2Interval, result.ThicknessCm, result.CircumferenceCm));
        Assert.Equal((null, null, null, null), (result.MaximumThicknessCm, result.WidthCm, result.AspectRatio, result.FasciaDegrees));
        Assert.NotNull(result.Echogenicity);
        Assert.Equal(mask.CountInside(), result.MaskPixels);
    }

    [Fact]
    public void An_empty_mask_has_no_values_at_all() => Assert.Equal(
        new MeasurementResult(null, null, null, null, null, null, 0),
        Measurer.Measure(new GreyImage(60, 60), new Mask(60, 60), null, new PixelSize(0.01, 0.01)));

    [Fact]
    public void Grey_statistics_count_every_pixel_that_is_not_excluded()
    {
        var image = new GreyImage(6, 1, [0, 10, 20, 255, 99, 255]);
        var mask = new Mask(6, 1, [1, 1, 1, 1, 0, 1]);
        var excluded = new Mask(6, 1, [0, 0, 0, 0, 1, 1]);
        var grey = Measurer.Measure(image, mask, excluded).Echogenicity!;
        Assert.Equal(71.25, grey.Mean);
        Assert.Equal(122.77181, grey.Sd, 5); // sample SD of 0, 10, 20, 255
        Assert.Equal(15, grey.Median);
        Assert.Equal((4L, 1L, 1L, 1L), (grey.Pixels, grey.ExcludedPixels, grey.BlackPixels, grey.SaturatedPixels));
    }

    [Fact]
    public void Grey_level_is_null_when_everything_is_excluded()
    {
        var all = new Mask(2, 1, [1, 1]);
        var result = Measurer.Measure(new GreyImage(2, 1), all, all, new PixelSize(1, 1));
        Assert.Null(result.Echogenicity);
        Assert.Equal(2, result.AreaCm2);
    }

    [Fact]
    public void A_single_pixel_has_no_spread() =>
        Assert.Equal(0, Measurer.Measure(new GreyImage(1, 1, [7]), new Mask(1, 1, [1])).Echogenicity!.Sd);

    [Theory, InlineData(0, 0.1), InlineData(-0.1, 0.1), InlineData(double.NaN, 0.1), InlineData(0.1, double.PositiveInfinity)]
    public void A_pixel_size_that_is_none_is_an_error(double x, double y) => Assert.Throws<ArgumentException>(
        () => Measurer.Measure(new GreyImage(2, 1), new Mask(2, 1, [1, 1]), null, new PixelSize(x, y)));

    [Fact]
    public void Without_measured_errors_the_interval_is_what_other_thresholds_give()
    {
        var doubt = new OutlineDoubt(1, 3, 0.5, 0.25, 0.9, 4, 2);
        var result = Measurer.Measure(new GreyImage(2, 1), new Mask(2, 1, [1, 1]), null, new PixelSize(0.5, 2), doubt);
        Assert.Equal(new ErrorInterval(1, 3, Coverage: null), result.AreaCm2Interval);
        Assert.Null(result.EchogenicityInterval);
    }

    [Fact]
    public void Measured_errors_set_both_intervals()
    {
        var doubt = new OutlineDoubt(1, 3, Sweep: 0.2, Mirror: 0.1, 0.9, GreySweep: 4, GreyMirror: null);
        var result = Measurer.Measure(new GreyImage(2, 1, [50, 70]), new Mask(2, 1, [1, 1]), null, new PixelSize(0.5, 4), doubt,
            new(new(0.01, 0.5, 1), new(1, 2, 0), 0.8));
        AssertWithin(4 * (1 - 0.21), result.AreaCm2Interval?.Low, 1e-12);
        AssertWithin(4 * (1 + 0.21), result.AreaCm2Interval?.High, 1e-12);
        Assert.Equal(new ErrorInterval(51, 69, 0.8), result.EchogenicityInterval); // 60 ± (1 + 2 × 4)
        Assert.Equal(0.8, result.AreaCm2Interval?.Coverage);
    }

    [Fact]
    public void Without_a_sign_that_counts_there_is_no_interval_rather_than_a_narrower_one()
    {
        var estimate = new ErrorEstimate(new(0.01, 0.5, 1), new(1, 2, 100), 0.9);
        var (image, mask) = (new GreyImage(2, 1, [50, 70]), new Mask(2, 1, [1, 1]));
        var noSweep = new OutlineDoubt(0, 3, Sweep: 0.2, Mirror: 0.1, 0.9, GreySweep: null, GreyMirror: 2);
        var noMirror = new OutlineDoubt(1, 3, Sweep: 0.2, Mirror: null, null, GreySweep: 4, GreyMirror: null);
        var (first, second) = (Measure(noSweep), Measure(noMirror));
        Assert.Equal((true, null), (first.AreaCm2Interval is not null, first.EchogenicityInterval));
        Assert.Equal((null, null), (second.AreaCm2Interval, second.EchogenicityInterval));
        Assert.NotNull(second.AreaCm2);

        MeasurementResult Measure(OutlineDoubt doubt) => Measurer.Measure(image, mask, null, new PixelSize(0.5, 4), doubt, estimate);
    }

    [Fact]
    public void An_interval_ends_where_the_scale_does()
    {
        var doubt = new OutlineDoubt(1, 9, Sweep: 9, Mirror: 0, 1, GreySweep: 90, GreyMirror: 0);
        var result = Measurer.Measure(new GreyImage(1, 1, [250]), new Mask(1, 1, [1]), null, new PixelSize(1, 1), doubt,
            new(new(0, 1, 0), new(0, 1, 0), 0.9));
        Assert.Equal((new ErrorInterval(0, 10, 0.9), new ErrorInterval(160, 255, 0.9)), (result.AreaCm2Interval, result.EchogenicityInterval));
    }

    [Fact]
    public void Doubt_compares_the_mask_with_what_it_might_have_been()
    {
        var image = new GreyImage(6, 1, [10, 20, 30, 40, 50, 60]);
        var doubt = OutlineDoubt.Measure(image, Strip(1, 4), null, Strip(2, 3), Strip(0, 5), Strip(3, 5))!;
        // Mask 20 30 40 50, inner 30 40, outer all six, mirror image 40 50 60 with two pixels in common.
        Assert.Equal(new OutlineDoubt(2, 6, 0.5, 0.25, 4.0 / 7, 0, 15), doubt);
        Assert.Equal(0, OutlineDoubt.Measure(image, Strip(1, 4), null, Strip(2, 3), Strip(0, 5), new Mask(6, 1))!.Agreement);
        Assert.Null(OutlineDoubt.Measure(image, Strip(1, 4), null, Strip(2, 3), Strip(0, 5), null)!.Agreement);
        Assert.Null(OutlineDoubt.Measure(image, new Mask(6, 1), null, Strip(2, 3), Strip(0, 5), null));

        static Mask Strip(int first, int last)
        {
            var mask = new Mask(6, 1);
            mask.Pixels.AsSpan(first, last - first + 1).Fill(1);
            return mask;
        }
    }

    [Fact]
    public void Reasons_are_written_alike_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var mask = Shapes.Ellipse(100, 100, 50, 50, 30, 20, 0);
            var result = Measurer.Measure(new GreyImage(100, 100), mask, null, new PixelSize(0.001, 0.001));
            var flags = QualityRules.Run(new QualityEvidence
            {
                Mask = mask, Image = White(100), AnalysisArea = new(0, 0, 99, 99), Measurement = result, ModelCertainty = 0.5,
            });
            Assert.Contains(flags, flag => flag.Reason == "An area of 0.00 cm² is implausible for this muscle (expected 0.3 to 100 cm²).");
            Assert.Contains(flags, flag => flag.Reason.Contains("certainty 0.50 of 1"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static GreyImage White(int side)
    {
        var image = new GreyImage(side, side);
        Array.Fill(image.Pixels, (byte)200);
        return image;
    }

    private static void AssertWithin(double expected, double? actual, double relative)
    {
        Assert.NotNull(actual);
        Assert.True(Math.Abs(actual.Value - expected) <= relative * expected, $"{actual} instead of {expected}");
    }
}
