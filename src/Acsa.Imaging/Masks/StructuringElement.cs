namespace Acsa.Imaging;

/// <summary>A symmetric, row-convex neighbourhood: per row offset, how far it reaches to both sides.</summary>
public sealed class StructuringElement
{
    private StructuringElement(int[] reach, bool separable) => (Reach, IsRectangle) = (reach, separable);

    /// <summary>Reach to the left and right for the row offsets −r … r.</summary>
    internal int[] Reach { get; }

    internal bool IsRectangle { get; }

    internal int Radius => Reach.Length / 2;

    /// <summary>All offsets with x² + y² ≤ radius², as in scikit-image; radius 0 is the pixel itself, 1 the cross of five.</summary>
    public static StructuringElement Disk(int radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var reach = new int[2 * radius + 1];
        for (var y = -radius; y <= radius; y++) reach[y + radius] = (int)Math.Sqrt((double)radius * radius - (double)y * y);
        return new(reach, separable: false);
    }

    /// <summary>A rectangle of odd width and height.</summary>
    public static StructuringElement Rectangle(int width, int height)
    {
        if (width < 1 || height < 1 || width % 2 == 0 || height % 2 == 0)
            throw new ArgumentException($"A structuring rectangle has odd sides, not {width}×{height}.");
        var reach = new int[height];
        Array.Fill(reach, width / 2);
        return new(reach, separable: true);
    }
}
