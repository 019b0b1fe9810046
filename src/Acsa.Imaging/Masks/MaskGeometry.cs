namespace Acsa.Imaging;

/// <summary>Where a mask lies.</summary>
public static class MaskGeometry
{
    /// <summary>The smallest rectangle around all pixels inside; null for an empty mask.</summary>
    public static PixelRectangle? BoundingBox(this Mask mask)
    {
        int left = int.MaxValue, right = -1, top = -1, bottom = -1;
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            var first = row.IndexOf((byte)1);
            if (first < 0) continue;
            if (top < 0) top = y;
            bottom = y;
            left = Math.Min(left, first);
            right = Math.Max(right, row.LastIndexOf((byte)1));
        }
        return top < 0 ? null : new(left, top, right, bottom);
    }

    /// <summary>Pixels inside the mask that lie on the outermost rows and columns of <paramref name="area"/>, or beyond them.</summary>
    public static int CountOnBorder(this Mask mask, PixelRectangle area)
    {
        var count = 0;
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            var interior = y <= area.Top || y >= area.Bottom
                ? []
                : row[Math.Clamp(area.Left + 1, 0, row.Length)..Math.Clamp(area.Right, Math.Clamp(area.Left + 1, 0, row.Length),
                    row.Length)];
            count += row.Count((byte)1) - interior.Count((byte)1);
        }
        return count;
    }

    /// <summary>Whether any pixel lies on the outermost rows and columns of <paramref name="area"/>, or beyond.</summary>
    public static bool TouchesBorder(this Mask mask, PixelRectangle area) => mask.CountOnBorder(area) > 0;

    /// <summary>Zeroth, first and second moments of the pixel centres; null for an empty mask.</summary>
    public static MaskMoments? Moments(this Mask mask)
    {
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
        for (var y = 0; y < mask.Height; y++)
        {
            var centreY = y + 0.5;
            for (var x = 0; MaskRuns.TryNext(mask.Row(y), x, 1, out var start, out var end); x = end)
            {
                double length = end - start, middle = (start + end) / 2.0;
                n += length;
                sx += length * middle;
                sy += length * centreY;
                sxx += length * (middle * middle + (length * length - 1) / 12);
                sxy += length * middle * centreY;
                syy += length * centreY * centreY;
            }
        }
        if (n == 0) return null;
        var (meanX, meanY) = (sx / n, sy / n);
        return new((long)n, meanX, meanY, sxx / n - meanX * meanX, sxy / n - meanX * meanY, syy / n - meanY * meanY);
    }
}
