using System.Globalization;

namespace Acsa.Measurement;

/// <summary>From values to places on an axis, with ticks at round numbers.</summary>
internal sealed class PlotAxis
{
    private readonly double _least;
    private readonly double _most;
    private readonly double _from;
    private readonly double _to;
    private readonly double _step;

    private PlotAxis(double least, double most, double step, double from, double to) =>
        (_least, _most, _step, _from, _to) = (least, most, step, from, to);

    public IReadOnlyList<double> Ticks
    {
        get
        {
            var ticks = new List<double>();
            for (var i = Math.Ceiling(_least / _step - 1e-9); i * _step <= _most + _step * 1e-9; i++) ticks.Add(i * _step);
            return ticks;
        }
    }

    /// <summary>An axis on which all values have room.</summary>
    /// <param name="from">Place of the least value.</param>
    /// <param name="to">Place of the largest.</param>
    public static PlotAxis Over(IEnumerable<double> values, double from, double to)
    {
        var (least, most) = (double.MaxValue, double.MinValue);
        foreach (var value in values) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        if (least > most) (least, most) = (0, 1);
        var margin = most > least ? 0.05 * (most - least) : Math.Max(Math.Abs(most), 1) * 0.1;
        (least, most) = (least - margin, most + margin);
        var rough = (most - least) / 8;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return new(least, most, step, from, to);
    }

    public double At(double value) => _from + (value - _least) / (_most - _least) * (_to - _from);

    public string Label(double tick)
    {
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(_step) - 1e-9), 0, 12);
        var text = (Math.Abs(tick) < _step / 2 ? 0 : tick).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
        return text.Replace('-', '–');
    }
}
