using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Where a straight line runs inside a blurred mask: from and to the places where the value is one half.</summary>
/// <param name="mask">The blurred mask.</param>
/// <param name="origin">Where the line's coordinate is 0, in pixels of the image.</param>
/// <param name="perCmX">Columns that one cm of the line goes to the right.</param>
/// <param name="perCmY">Rows that it goes down.</param>
internal readonly struct LinePieces(SmoothMask mask, ImagePoint origin, double perCmX, double perCmY)
{
    private const double Level = 0.5;
    private const int Bisections = 34; // Of at most a pixel: to 1e-10.

    /// <summary>
    /// The pieces within <paramref name="range"/>, in cm along the line, ascending; looked for in steps of about <paramref name="step"/>.
    /// </summary>
    public List<Interval> Find(Interval range, double step)
    {
        var pieces = new List<Interval>();
        // Two steps beyond both ends, where nothing is inside any more.
        var (from, to) = (range.Low - 2 * step, range.High + 2 * step);
        var steps = Math.Max(1, (int)Math.Ceiling((to - from) / step));
        var (stepX, stepY) = ((to - from) / steps * perCmX, (to - from) / steps * perCmY);
        var (previousAt, wasInside) = (from, IsInside(from));
        double? entered = wasInside ? from : null;
        for (var i = 1; i <= steps; i++)
        {
            var at = from + (to - from) * i / steps;
            var sure = mask.StepsOnThisSide(origin.X + at * perCmX, origin.Y + at * perCmY, stepX, stepY, out var isInside);
            if (sure < 0) isInside = IsInside(at);
            if (isInside && !wasInside) entered = Cross(previousAt, at);
            else if (wasInside && !isInside)
            {
                pieces.Add(new(entered!.Value, Cross(at, previousAt)));
                entered = null;
            }
            (previousAt, wasInside) = (at, isInside);
            if (sure <= 0 || i == steps) continue;
            // What lies between here and there is on the same side: nothing to be looked for.
            i = (int)Math.Min(i + (long)sure, steps);
            previousAt = from + (to - from) * i / steps;
        }
        if (entered is { } open) pieces.Add(new(open, to));
        return pieces;
    }

    // Between an outer and an inner place, in either order.
    private double Cross(double outside, double inside)
    {
        for (var i = 0; i < Bisections; i++)
        {
            var middle = (outside + inside) / 2;
            if (IsInside(middle)) inside = middle;
            else outside = middle;
        }
        return (outside + inside) / 2;
    }

    private bool IsInside(double at) => mask.At(origin.X + at * perCmX, origin.Y + at * perCmY) >= Level;
}
