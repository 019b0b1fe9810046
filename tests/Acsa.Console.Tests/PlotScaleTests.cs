using System.Globalization;
using Acsa.Worker.WebConsole.Views;

namespace Acsa.WebConsole.Tests;

public sealed class PlotScaleTests
{
    [Fact]
    public void What_is_written_beside_a_line_is_the_value_that_the_line_stands_for()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 2000; run++)
        {
            var size = Math.Pow(10, random.Next(-3, 5));
            double[] values = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (random.NextDouble() - 0.3) * size)];
            var scale = new PlotScale([new DateTime(2026, 1, 1), new DateTime(2026, 2, 1)], values);
            var ticks = scale.Ticks.ToList();
            Assert.True(ticks.Count is >= 2 and <= 12, $"seed {seed}: {ticks.Count} lines for {string.Join(' ', values)}");
            foreach (var (value, label) in ticks)
                Assert.True(Math.Abs(value - double.Parse(label, CultureInfo.InvariantCulture)) < 1e-6 * Math.Max(1, size),
                    $"seed {seed}: {value} is labelled {label}");
            foreach (var value in values)
                Assert.True(scale.Y(value) is >= 0 and <= PlotScale.Height && value >= scale.Low - 1e-9 && value <= scale.High + 1e-9,
                    $"seed {seed}: {value} is outside");
        }
    }

    [Fact]
    public void A_share_is_shown_from_nought_and_never_below()
    {
        var scale = new PlotScale([new(2026, 1, 5), new(2026, 1, 12)], [0, 0], (0, 10));
        Assert.Equal((0, 10), (scale.Low, scale.High));
        Assert.Equal((0, 40), new PlotScale([new(2026, 1, 5)], [35], (0, 10)) is var one ? (one.Low, one.High) : default);
    }
}
