namespace Acsa.Imaging;

/// <summary>Traces outlines along pixel edges.</summary>
public static class ContourTracer
{
    // Clockwise as seen on the screen: right, down, left, up.
    private static readonly (int X, int Y)[] s_steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>
    /// The outer boundary of every piece, clockwise on the screen, largest area first; corners are whole numbers. Holes are not
    /// traced, so filling a boundary (<see cref="Polygon.Rasterise"/>) gives the piece with its holes filled.
    /// </summary>
    public static IReadOnlyList<Polygon> OuterBoundaries(this Mask mask, Connectivity connectivity = Connectivity.Eight)
    {
        var components = ConnectedComponents.Find(mask, connectivity);
        var order = new int[components.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => (-components.Areas[a], a).CompareTo((-components.Areas[b], b)));
        var boundaries = new Polygon[order.Length];
        for (var i = 0; i < order.Length; i++) boundaries[i] = Trace(mask, components.FirstPixel(order[i]), connectivity);
        return boundaries;
    }

    /// <summary>The outer boundary of the largest piece; null for an empty mask.</summary>
    public static Polygon? OuterBoundary(this Mask mask, Connectivity connectivity = Connectivity.Eight)
    {
        var components = ConnectedComponents.Find(mask, connectivity);
        return components.Count == 0 ? null : Trace(mask, components.FirstPixel(components.Largest), connectivity);
    }

    // Walks with the piece on the right hand. The first pixel (row by row) has nothing of the piece above it, so the walk
    // starts at its top-left corner, heading right, and ends when it stands there with that heading again.
    private static Polygon Trace(Mask mask, (int X, int Y) start, Connectivity connectivity)
    {
        var corners = new List<ImagePoint> { new(start.X, start.Y) };
        var (x, y, heading) = (start.X, start.Y, 0);
        while (true)
        {
            (x, y) = (x + s_steps[heading].X, y + s_steps[heading].Y);
            var turn = Turn(mask, x, y, heading, connectivity);
            heading = (heading + turn) & 3;
            if (x == start.X && y == start.Y && heading == 0) return new([.. corners]);
            if (turn != 0) corners.Add(new(x, y));
        }
    }

    // 1 = right, 3 = left, 0 = straight on.
    private static int Turn(Mask mask, int x, int y, int heading, Connectivity connectivity)
    {
        var (leftAhead, rightAhead) = heading switch
        {
            0 => (Inside(mask, x, y - 1), Inside(mask, x, y)),
            1 => (Inside(mask, x, y), Inside(mask, x - 1, y)),
            2 => (Inside(mask, x - 1, y), Inside(mask, x - 1, y - 1)),
            _ => (Inside(mask, x - 1, y - 1), Inside(mask, x, y - 1)),
        };
        if (leftAhead && (rightAhead || connectivity == Connectivity.Eight)) return 3;
        return rightAhead ? 0 : 1;
    }

    private static bool Inside(Mask mask, int x, int y) =>
        (uint)x < (uint)mask.Width && (uint)y < (uint)mask.Height && mask.Pixels[y * mask.Width + x] != 0;
}
