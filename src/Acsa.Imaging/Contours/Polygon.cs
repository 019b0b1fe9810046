namespace Acsa.Imaging;

/// <summary>A closed polygon; the first point is not repeated at the end.</summary>
public sealed class Polygon
{
    /// <summary>Takes at least one point.</summary>
    public Polygon(IReadOnlyList<ImagePoint> points)
    {
        if (points.Count == 0) throw new ArgumentException("A polygon needs points.", nameof(points));
        Points = points;
    }

    public IReadOnlyList<ImagePoint> Points { get; }

    /// <summary>The points with the first repeated at the end, as a closed POLYLINE of SCOORD has them (PS3.3 C.18.6.1.2).</summary>
    public IReadOnlyList<ImagePoint> Closed() => [.. Points, Points[0]];

    /// <summary>Enclosed area in pixels², never negative (shoelace formula).</summary>
    public double Area
    {
        get
        {
            double doubled = 0;
            var previous = Points[^1];
            foreach (var point in Points)
            {
                doubled += previous.X * point.Y - point.X * previous.Y;
                previous = point;
            }
            return Math.Abs(doubled) / 2;
        }
    }

    /// <summary>Length of the boundary in pixels. Along pixel edges this is up to 4/π too long: see <see cref="MaskPerimeter"/>.</summary>
    public double Perimeter
    {
        get
        {
            double length = 0;
            var previous = Points[^1];
            foreach (var point in Points)
            {
                length += Math.Sqrt(Squared(point.X - previous.X) + Squared(point.Y - previous.Y));
                previous = point;
            }
            return length;
        }
    }

    /// <summary>
    /// Fewer points, none of the left-out ones farther than <paramref name="tolerance"/> pixels from the line that replaces it
    /// (Douglas-Peucker between the first point and the one farthest from it). 1 is what takes the stairs out of a traced mask.
    /// </summary>
    public Polygon Simplify(double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        if (Points.Count <= 3) return this;
        var farthest = 0;
        for (var i = 1; i < Points.Count; i++)
        {
            if (SquaredDistance(Points[i], Points[0]) > SquaredDistance(Points[farthest], Points[0])) farthest = i;
        }
        var closed = Closed();
        var keep = new bool[closed.Count];
        keep[0] = keep[farthest] = true;
        var open = new Stack<(int From, int To)>();
        open.Push((0, farthest));
        open.Push((farthest, closed.Count - 1));
        while (open.TryPop(out var span))
        {
            var (worst, worstDistance) = (-1, tolerance * tolerance);
            for (var i = span.From + 1; i < span.To; i++)
            {
                var distance = SquaredDistanceToSegment(closed[i], closed[span.From], closed[span.To]);
                if (distance > worstDistance) (worst, worstDistance) = (i, distance);
            }
            if (worst < 0) continue;
            keep[worst] = true;
            open.Push((span.From, worst));
            open.Push((worst, span.To));
        }
        var kept = new List<ImagePoint>();
        for (var i = 0; i < Points.Count; i++)
        {
            if (keep[i]) kept.Add(Points[i]);
        }
        return new(kept);
    }

    /// <summary>The mask of all pixels whose centres lie inside by the even-odd rule.</summary>
    public Mask Rasterise(int width, int height)
    {
        var mask = new Mask(width, height);
        var crossings = new List<double>();
        for (var y = 0; y < height; y++)
        {
            crossings.Clear();
            var centre = y + 0.5;
            var previous = Points[^1];
            foreach (var point in Points)
            {
                if (previous.Y <= centre != point.Y <= centre)
                    crossings.Add(previous.X + (centre - previous.Y) / (point.Y - previous.Y) * (point.X - previous.X));
                previous = point;
            }
            crossings.Sort();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                var from = (int)Math.Clamp(Math.Ceiling(crossings[i] - 0.5), 0, width);
                var to = (int)Math.Clamp(Math.Ceiling(crossings[i + 1] - 0.5), from, width);
                mask.WritableRow(y)[from..to].Fill(1);
            }
        }
        return mask;
    }

    private static double SquaredDistance(ImagePoint a, ImagePoint b) => Squared(a.X - b.X) + Squared(a.Y - b.Y);

    private static double SquaredDistanceToSegment(ImagePoint p, ImagePoint a, ImagePoint b)
    {
        var length = SquaredDistance(a, b);
        if (length == 0) return SquaredDistance(p, a);
        var t = Math.Clamp(((p.X - a.X) * (b.X - a.X) + (p.Y - a.Y) * (b.Y - a.Y)) / length, 0, 1);
        return SquaredDistance(p, new(a.X + t * (b.X - a.X), a.Y + t * (b.Y - a.Y)));
    }

    private static double Squared(double value) => value * value;
}
