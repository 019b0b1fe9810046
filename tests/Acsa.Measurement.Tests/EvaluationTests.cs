using System.Xml.Linq;
using Acsa.Imaging;
using Acsa.Imaging.Tests;

namespace Acsa.Measurement.Tests;

public sealed class EvaluationTests
{
    [Fact]
    public void Overlap_counts_pixels()
    {
        var overlap = MaskOverlap.Of(new Mask(6, 1, [1, 1, 1, 0, 0, 0]), new Mask(6, 1, [0, 1, 1, 1, 1, 0]));
        Assert.Equal((4.0 / 7, 2.0 / 5, 2.0 / 3, 2.0 / 4),
            (overlap.Dice!.Value, overlap.Iou!.Value, overlap.Precision!.Value, overlap.Recall!.Value));
        Assert.Null(MaskOverlap.Of(new Mask(2, 1), new Mask(2, 1)).Dice);
        Assert.Throws<ArgumentException>(() => MaskOverlap.Of(new Mask(2, 1), new Mask(1, 2)));
    }

    [Fact]
    public void Shifted_masks_are_as_far_apart_as_they_are_shifted()
    {
        var (one, other) = (Shapes.Ellipse(200, 200, 90, 90, 50, 30, 20), Shapes.Ellipse(200, 200, 97, 90, 50, 30, 20));
        Assert.InRange(SurfaceDistance.Hausdorff95(one, other, 1, 1)!.Value, 6, 7);
        Assert.InRange(SurfaceDistance.Hausdorff95(one, other, 0.2, 0.1)!.Value, 0.7, 1.4);
        Assert.Equal(0, SurfaceDistance.Hausdorff95(one, one, 1, 1));
        Assert.Null(SurfaceDistance.Hausdorff95(one, new Mask(200, 200), 1, 1));
    }

    [Fact]
    public void A_mask_that_fills_the_image_has_its_outline_at_the_edge() => Assert.Equal(
        1, SurfaceDistance.Hausdorff95(Full(9, 9),
            new Mask(9, 9, [.. Enumerable.Range(0, 81).Select(i => (byte)(i % 9 is > 0 and < 8 && i / 9 is > 0 and < 8 ? 1 : 0))]), 1,
            1)!.Value, 0.42);

    [Fact]
    public void Distances_are_those_of_every_pair()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var mask = new Mask(random.Next(1, 24), random.Next(1, 24));
            for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = random.Next(8) == 0 ? (byte)1 : (byte)0;
            var (stepX, stepY) = (0.1 + random.NextDouble(), 0.1 + random.NextDouble());
            var squared = DistanceTransform.Squared(mask, stepX, stepY);
            for (var i = 0; i < squared.Length; i++)
            {
                var least = Enumerable.Range(0, squared.Length).Where(j => mask.Pixels[j] != 0)
                    .Select(j => Math.Pow((i % mask.Width - j % mask.Width) * stepX, 2)
                        + Math.Pow((i / mask.Width - j / mask.Width) * stepY, 2))
                    .DefaultIfEmpty(double.PositiveInfinity).Min();
                Assert.True(least == squared[i] || Math.Abs(least - squared[i]) < 1e-9, $"seed {seed}: {squared[i]} instead of {least}");
            }
        }
    }

    [Fact]
    public void Agreement_of_the_same_values_is_perfect()
    {
        var agreement = Agreement.Of([(1, 1), (2, 2), (5, 5)])!;
        Assert.Equal((0, 0, new Interval(0, 0), 1, 1, 0),
            (agreement.Bias, agreement.SdOfDifferences, agreement.Limits, agreement.Icc, agreement.Pearson, agreement.Mdc95));
    }

    [Fact]
    public void A_constant_difference_lowers_absolute_agreement_and_not_the_correlation()
    {
        var agreement = Agreement.Of([(2, 1), (3, 2), (6, 5)])!;
        Assert.Equal((1, 0), (agreement.Bias, agreement.Sem));
        Assert.Equal(1, agreement.Pearson!.Value, 12);
        Assert.InRange(agreement.Icc!.Value, 0.5, 0.95);
    }

    [Fact]
    public void What_the_number_of_pairs_does_not_allow_is_null()
    {
        Assert.Null(Agreement.Of([]));
        var one = Agreement.Of([(3, 2)])!;
        Assert.Equal((1.0, null, null, null, 50.0), (one.Bias, one.Limits, one.Icc, one.Pearson, one.MeanAbsolutePercent!.Value));
        Assert.Null(Agreement.Of([(2, 2), (2, 2)])!.Icc);
        Assert.Null(Agreement.Of([(2, 1), (2, 3)])!.Pearson);
    }

    [Fact]
    public void Every_number_of_an_agreement_is_finite_or_null()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var scale = Math.Pow(10, random.Next(-9, 9));
            var pairs = Enumerable.Range(0, random.Next(1, 7))
                .Select(_ => (scale * random.Next(4), scale * random.Next(4) * random.NextDouble())).ToList();
            var text = System.Text.Json.JsonSerializer.Serialize(Agreement.Of(pairs), new System.Text.Json.JsonSerializerOptions
            {
                NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
            });
            Assert.False(text.Contains("NaN") || text.Contains("Infinity"), $"seed {seed}: {text}");
            if (Agreement.Of(pairs) is { IccInterval: { } interval, Icc: { } icc })
                Assert.True(interval.Low <= icc + 1e-9 && icc <= interval.High + 1e-9, $"seed {seed}: {text}");
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(25)]
    public void A_plot_is_drawn_of_any_number_of_pairs(int count)
    {
        var plot = new BlandAltmanPlot([.. Enumerable.Range(0, count).Select(i => (i * 1.1 + i % 3, (double)i))], "Area <test>", "cm²");
        var svg = XDocument.Parse(plot.ToSvg());
        Assert.Equal(count, svg.Descendants().Count(element => element.Name.LocalName == "circle"));
        Assert.Equal(count == 0 ? 0 : count == 1 ? 1 : 3,
            svg.Descendants().Count(element => element.Value.Contains("bias") || element.Value.Contains("1.96 SD")
            ? element.Name.LocalName == "text" : false));
        var picture = plot.ToImage();
        Assert.Equal((800, 600), (picture.Width, picture.Height));
        Assert.Equal(count > 0, Blue(picture) > 0);
    }

    [Theory, InlineData(-0.0004, 0.0009), InlineData(0, 0), InlineData(-3, 70), InlineData(1e6, 1.0001e6)]
    public void Ticks_are_few_round_and_within_the_axis(double least, double most)
    {
        var axis = PlotAxis.Over([least, most], 0, 100);
        Assert.InRange(axis.Ticks.Count, 3, 9);
        Assert.All(axis.Ticks, tick => Assert.InRange(axis.At(tick), -1e-6, 100 + 1e-6));
        Assert.Equal(axis.Ticks.Count, axis.Ticks.Select(axis.Label).Distinct().Count());
    }

    private static int Blue(RgbImage image) =>
        Enumerable.Range(0, image.Width * image.Height)
            .Count(i => image.Pixels[3 * i] == 0 && image.Pixels[3 * i + 1] == 90 && image.Pixels[3 * i + 2] == 160);

    private static Mask Full(int width, int height)
    {
        var mask = new Mask(width, height);
        mask.Pixels.AsSpan().Fill(1);
        return mask;
    }
}
