namespace Acsa.Phantom;

/// <summary>Shrinks by averaging areas, the way the analysis shrinks its input.</summary>
internal static class AreaReduction
{
    /// <summary>
    /// Averages the source rectangle [left, left + width) × [top, top + height), which may reach outside the source (0 there), into
    /// <paramref name="targetWidth"/> × <paramref name="targetHeight"/> cells; values times <paramref name="scale"/>, rounded.
    /// </summary>
    public static byte[] Reduce(byte[] source, int sourceWidth, int sourceHeight, double left, double top, double width, double height,
        int targetWidth, int targetHeight, float scale)
    {
        var (columnFrom, columnWeights) = Weights(left, width / targetWidth, targetWidth, sourceWidth);
        var (rowFrom, rowWeights) = Weights(top, height / targetHeight, targetHeight, sourceHeight);
        var target = new byte[targetWidth * targetHeight];
        var line = new float[sourceWidth];
        for (var y = 0; y < targetHeight; y++)
        {
            Array.Clear(line);
            for (var k = 0; k < rowWeights[y].Length; k++)
            {
                var weight = rowWeights[y][k];
                var row = source.AsSpan((rowFrom[y] + k) * sourceWidth, sourceWidth);
                for (var x = 0; x < sourceWidth; x++) line[x] += weight * row[x];
            }
            for (var x = 0; x < targetWidth; x++)
            {
                float sum = 0;
                for (var k = 0; k < columnWeights[x].Length; k++) sum += columnWeights[x][k] * line[columnFrom[x] + k];
                target[y * targetWidth + x] = (byte)Math.Clamp(sum * scale + 0.5f, 0, 255);
            }
        }
        return target;
    }

    private static (int[] From, float[][] Weights) Weights(double start, double step, int count, int limit)
    {
        var from = new int[count];
        var weights = new float[count][];
        for (var i = 0; i < count; i++)
        {
            double a = start + i * step, b = a + step;
            int first = (int)Math.Clamp(Math.Floor(a), 0, limit), last = (int)Math.Clamp(Math.Ceiling(b), 0, limit);
            from[i] = first;
            weights[i] = new float[Math.Max(0, last - first)];
            for (var k = 0; k < weights[i].Length; k++)
                weights[i][k] = (float)((Math.Min(b, first + k + 1) - Math.Max(a, first + k)) / step);
        }
        return (from, weights);
    }
}
