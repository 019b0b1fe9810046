namespace Acsa.Imaging;

/// <summary>
/// Exact Euclidean distances to the nearest pixel of a set, in a unit of the caller's: two passes of lower envelopes of parabolas.
/// </summary>
public static class DistanceTransform
{
    /// <summary>
    /// For each pixel the squared distance between its centre and that of the nearest pixel of <paramref name="set"/>; infinite where it is
    /// empty.
    /// </summary>
    /// <param name="stepX">From one column to the next.</param>
    /// <param name="stepY">From one row to the next.</param>
    public static double[] Squared(Mask set, double stepX, double stepY)
    {
        var (width, height) = (set.Width, set.Height);
        var squared = new double[width * height];
        for (var i = 0; i < squared.Length; i++) squared[i] = set.Pixels[i] != 0 ? 0 : double.PositiveInfinity;
        var longest = Math.Max(width, height);
        var (line, result) = (new double[longest], new double[longest]);
        var (vertices, borders) = (new int[longest], new double[longest + 1]);
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++) line[y] = squared[y * width + x];
            LowerEnvelope(line.AsSpan(0, height), stepY, result, vertices, borders);
            for (var y = 0; y < height; y++) squared[y * width + x] = result[y];
        }
        for (var y = 0; y < height; y++)
        {
            var row = squared.AsSpan(y * width, width);
            LowerEnvelope(row, stepX, result, vertices, borders);
            result.AsSpan(0, width).CopyTo(row);
        }
        return squared;
    }

    // min over q of ((p − q) · step)² + values[q], for each p.
    private static void LowerEnvelope(ReadOnlySpan<double> values, double step, double[] result, int[] vertices, double[] borders)
    {
        var count = 0;
        for (var q = 0; q < values.Length; q++)
        {
            if (double.IsPositiveInfinity(values[q])) continue;
            var border = double.NegativeInfinity;
            while (count > 0 && (border = Meet(values, step, vertices[count - 1], q)) <= borders[count - 1]) count--;
            if (count == 0) border = double.NegativeInfinity;
            (vertices[count], borders[count]) = (q, border);
            count++;
        }
        if (count == 0)
        {
            result.AsSpan(0, values.Length).Fill(double.PositiveInfinity);
            return;
        }
        var at = 0;
        for (var p = 0; p < values.Length; p++)
        {
            while (at + 1 < count && borders[at + 1] < p) at++;
            var distance = (p - vertices[at]) * step;
            result[p] = distance * distance + values[vertices[at]];
        }
    }

    // Where the parabolas of two vertices meet, in pixels.
    private static double Meet(ReadOnlySpan<double> values, double step, int p, int q) =>
        ((values[q] - values[p]) / (step * step) + (double)q * q - (double)p * p) / (2.0 * (q - p));
}
