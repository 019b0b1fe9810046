namespace Acsa.Measurement;

/// <summary>Where a line runs inside a blurred mask: from and to the places where the value is one half.</summary>
internal static class LinePieces
{
    private const double Level = 0.5;
    private const int Bisections = 45; // Of at most a pixel: far below any rounding that is left.

    /// <summary>Pieces on the line at <paramref name="along"/>, looked for within <paramref name="range"/> in steps of about <paramref name="step"/>.</summary>
    public static List<Interval> Find(Func<double, double, double> value, double along, Interval range, double step)
    {
        var pieces = new List<Interval>();
        // One step beyond both ends, where nothing is inside any more.
        var (from, to) = (range.Low - 2 * step, range.High + 2 * step);
        var steps = Math.Max(1, (int)Math.Ceiling((to - from) / step));
        double? entered = null;
        var (previousAt, previous) = (from, value(along, from));
        if (previous >= Level) entered = from;
        for (var i = 1; i <= steps; i++)
        {
            var at = from + (to - from) * i / steps;
            var now = value(along, at);
            if (previous < Level && now >= Level) entered = Cross(value, along, previousAt, at);
            else if (previous >= Level && now < Level && entered is { } start)
            {
                pieces.Add(new(start, Cross(value, along, at, previousAt)));
                entered = null;
            }
            (previousAt, previous) = (at, now);
        }
        if (entered is { } open) pieces.Add(new(open, to));
        return pieces;
    }

    // Between an outer and an inner point, in either order.
    private static double Cross(Func<double, double, double> value, double along, double outside, double inside)
    {
        for (var i = 0; i < Bisections; i++)
        {
            var middle = (outside + inside) / 2;
            if (value(along, middle) >= Level) inside = middle;
            else outside = middle;
        }
        return (outside + inside) / 2;
    }
}
