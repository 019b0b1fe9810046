namespace Acsa.Imaging;

/// <summary>A row-convex neighbourhood of a pixel: per row, how far it reaches to the left and to the right.</summary>
public sealed class StructuringElement
{
    private StructuringElement(IEnumerable<ElementRow> rows) => Rows = [.. rows];

    /// <summary>The rows that have pixels at all, from the top.</summary>
    internal ElementRow[] Rows { get; }

    /// <summary>All offsets with x² + y² ≤ radius², as in scikit-image; radius 0 is the pixel itself, 1 the cross of five.</summary>
    public static StructuringElement Disk(int radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        return new(Enumerable.Range(-radius, 2 * radius + 1)
            .Select(y => ElementRow.Even(y, (int)Math.Sqrt((double)radius * radius - (double)y * y))));
    }

    /// <summary>A rectangle. With an even side the centre is the pixel right of or below the middle, as in OpenCV.</summary>
    public static StructuringElement Rectangle(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return new(Enumerable.Range(0, height).Select(row => new ElementRow(row - height / 2, width / 2, width - 1 - width / 2)));
    }

    /// <summary>The ellipse of OpenCV's <c>getStructuringElement</c>, pixel for pixel: with even sides it is not symmetric.</summary>
    public static StructuringElement Ellipse(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        var (centreX, centreY) = (width / 2, height / 2);
        return new(Enumerable.Range(0, height).Select(row =>
        {
            var y = row - centreY;
            var side = (int)Math.Round(centreX * Math.Sqrt(1 - (double)(y * y) / (centreY * centreY)), MidpointRounding.ToEven);
            return new ElementRow(y, Math.Min(side, centreX), Math.Min(side, width - 1 - centreX));
        }));
    }
}
