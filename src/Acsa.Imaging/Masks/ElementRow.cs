namespace Acsa.Imaging;

/// <summary>One row of a structuring element: the offsets (−Left … Right, Y) from its centre.</summary>
internal readonly record struct ElementRow(int Y, int Left, int Right)
{
    public static ElementRow Even(int y, int side) => new(y, side, side);
}
