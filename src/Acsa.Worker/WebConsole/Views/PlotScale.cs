using System.Globalization;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>From numbers over time to places in a plot.</summary>
sealed class PlotScale
{
    public const int Width = 640;
    public const int Height = 240;
    const int Left = 56;
    const int Right = 16;
    const int Top = 12;
    const int Bottom = 36;

    readonly DateTime _from;
    readonly double _days;
    readonly double _step;

    /// <param name="within">What is shown at least, as of a share that is never below 0; null: as much as the values need.</param>
    public PlotScale(IReadOnlyList<DateTime> times, IEnumerable<double> values, (double Low, double High)? within = null)
    {
        var all = values.ToList();
        (_from, var to) = (times.Min(), times.Max());
        _days = Math.Max((to - _from).TotalDays, 1e-9);
        IsOneTime = (to - _from).TotalMinutes < 1;
        if (within is { } least) all.AddRange([least.Low, least.High]);
        var (low, high) = (all.Min(), all.Max());
        if (high - low < 1e-9) (low, high) = (low - Math.Max(Math.Abs(low) * 0.1, 0.5), high + Math.Max(Math.Abs(high) * 0.1, 0.5));
        var rough = (high - low) / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        _step = new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= rough - 1e-12) * power;
        (Low, High) = (Math.Floor(low / _step) * _step, Math.Ceiling(high / _step) * _step);
    }

    public double Low { get; }
    public double High { get; }
    public bool IsOneTime { get; }

    /// <summary>Where lines go, with what is written beside them.</summary>
    public IEnumerable<(double Value, string Label)> Ticks
    {
        get
        {
            // As many as the step has: a rounded label would stand beside another value's line.
            var digits = Math.Clamp(-(int)Math.Floor(Math.Log10(_step) + 1e-9), 0, 9);
            for (var i = 0; Low + i * _step <= High + _step / 2; i++)
                yield return (Low + i * _step, (Low + i * _step).ToString("F" + digits, CultureInfo.InvariantCulture));
        }
    }

    public double X(DateTime time) => IsOneTime ? (Left + Width - Right) / 2.0 : Left + (time - _from)
        .TotalDays / _days * (Width - Left - Right);

    public double Y(double value) => Top + (High - value) / (High - Low) * (Height - Top - Bottom);

    public static double PlotLeft => Left;
    public static double PlotRight => Width - Right;
    public static double PlotBottom => Height - Bottom;
}
