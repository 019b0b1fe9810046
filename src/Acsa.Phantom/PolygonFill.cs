namespace Acsa.Phantom;

/// <summary>Which cells of a grid have their centre inside a polygon (even-odd rule).</summary>
internal static class PolygonFill
{
    /// <summary>Calls <paramref name="span"/>(row, first, last) for each run of cells; cell i's centre lies at i + 0.5.</summary>
    public static void Fill(ReadOnlySpan<(double X, double Y)> polygon, int width, int height, Action<int, int, int> span)
    {
        double top = double.MaxValue, bottom = double.MinValue;
        foreach (var (_, y) in polygon)
        {
            top = Math.Min(top, y);
            bottom = Math.Max(bottom, y);
        }
        var first = (int)Math.Clamp(Math.Ceiling(top - 0.5), 0, height);
        var last = (int)Math.Clamp(Math.Floor(bottom - 0.5), -1, height - 1);
        var crossings = new List<double>[Math.Max(0, last - first + 1)];
        for (var i = 0; i < polygon.Length; i++)
        {
            var (x0, y0) = polygon[i];
            var (x1, y1) = polygon[(i + 1) % polygon.Length];
            if (y0 > y1) (x0, y0, x1, y1) = (x1, y1, x0, y0);
            // Half open, so that a vertex on a row's centre line counts once.
            var from = (int)Math.Clamp(Math.Ceiling(y0 - 0.5), first, last + 1.0);
            for (var row = from; row <= last && row + 0.5 < y1; row++)
                (crossings[row - first] ??= []).Add(x0 + (row + 0.5 - y0) / (y1 - y0) * (x1 - x0));
        }
        for (var row = first; row <= last; row++)
        {
            if (crossings[row - first] is not { } at) continue;
            at.Sort();
            for (var i = 0; i + 1 < at.Count; i += 2)
            {
                var begin = (int)Math.Clamp(Math.Ceiling(at[i] - 0.5), 0, width);
                var end = (int)Math.Clamp(Math.Ceiling(at[i + 1] - 0.5) - 1, -1, width - 1);
                if (begin <= end) span(row, begin, end);
            }
        }
    }
}
