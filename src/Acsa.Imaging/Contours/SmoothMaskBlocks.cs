using System.Runtime.Intrinsics;

namespace Acsa.Imaging;

/// <summary>
/// Squares of a blurred mask that lie wholly on one side of the half level, so that a line through them need not be followed.
/// </summary>
internal sealed class SmoothMaskBlocks
{
    /// <summary>Cells on a square's side; a cell lies between four values.</summary>
    public const int Side = 8;

    /// <summary>Cells on the side of a square of squares.</summary>
    public const int WideSide = Wide * Side;

    private const int Wide = 4;

    // More than rounding can take from a value between four others.
    private const float Least = 0.5001f;
    private const float Most = 0.4999f;

    private readonly sbyte[] _sides;
    private readonly sbyte[] _wideSides;
    private readonly int _columns;
    private readonly int _wideColumns;

    public SmoothMaskBlocks(ReadOnlySpan<float> values, int width, int height)
    {
        _columns = (width - 2) / Side + 1;
        var rows = (height - 2) / Side + 1;
        _sides = new sbyte[_columns * rows];
        for (var row = 0; row < rows; row++)
        {
            var last = Math.Min(height - 1, (row + 1) * Side);
            for (var column = 0; column < _columns; column++)
            {
                var left = column * Side;
                var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
                if (left + Side < width)
                {
                    // Nine columns: eight, and the eight from the second on.
                    var (low, high) = (Vector256.Create(least), Vector256.Create(most));
                    for (var y = row * Side; y <= last; y++)
                    {
                        var line = values[(y * width + left)..];
                        var (one, other) = (Vector256.Create(line), Vector256.Create(line[1..]));
                        (low, high) = (Vector256.Min(low, Vector256.Min(one, other)), Vector256.Max(high, Vector256.Max(one, other)));
                    }

                    _sides[row * _columns + column] = Vector256.GreaterThanOrEqualAll(low, Vector256.Create(Least)) ? (sbyte)1
                        : Vector256.LessThanOrEqualAll(high, Vector256.Create(Most)) ? (sbyte)-1 : (sbyte)0;
                    continue;
                }

                for (var y = row * Side; y <= last; y++)
                {
                    foreach (var value in values.Slice(y * width + left, width - left))
                        (least, most) = (Math.Min(least, value), Math.Max(most, value));
                }

                _sides[row * _columns + column] = least >= Least ? (sbyte)1 : most <= Most ? (sbyte)-1 : (sbyte)0;
            }
        }

        // Only whole ones: those at the right and at the bottom are left undecided.
        _wideColumns = _columns / Wide;
        _wideSides = new sbyte[_wideColumns * (rows / Wide)];
        for (var i = 0; i < _wideSides.Length; i++)
        {
            var first = i / _wideColumns * Wide * _columns + i % _wideColumns * Wide;
            var side = _sides[first];
            for (var k = 1; k < Wide * Wide; k++)
                if (_sides[first + k / Wide * _columns + k % Wide] != side) side = 0;
            _wideSides[i] = side;
        }
    }

    /// <summary>1 where all values in and around the square are at least a half, −1 where all are below, 0 otherwise.</summary>
    public int SideOf(int column, int row) => _sides[row * _columns + column];

    /// <summary>The same for a square of squares.</summary>
    public int WideSideOf(int column, int row) =>
        column < _wideColumns && row * _wideColumns + column < _wideSides.Length ? _wideSides[row * _wideColumns + column] : 0;
}
