namespace Acsa.Imaging;

/// <summary>
/// A mask blurred with a Gaussian of <see cref="Sigma"/> pixels: its 0.5 level is the mask's outline without the stairs of the
/// pixel grid. On a disc of radius r pixels that level lies about σ²/2r inside the true edge: 0.06 pixels at r = 20.
/// </summary>
public sealed class SmoothMask
{
    /// <summary>Standard deviation of the blur in pixels: the least that takes the stairs out of slanted straight edges.</summary>
    public const double Sigma = 1.5;

    private const int Radius = 6; // Four standard deviations.

    private readonly float[] _values;
    private readonly int _left;
    private readonly int _top;

    private SmoothMask(float[] values, int left, int top, int width, int height) =>
        (_values, _left, _top, Width, Height) = (values, left, top, width, height);

    internal int Width { get; }
    internal int Height { get; }

    /// <summary>Blurs <paramref name="mask"/>; beyond the image is outside. Null for an empty mask.</summary>
    public static SmoothMask? Create(Mask mask)
    {
        if (mask.BoundingBox() is not { } box) return null;
        var margin = Radius + 1;
        var (width, height) = (box.Width + 2 * margin, box.Height + 2 * margin);
        var kernel = Kernel();
        // The bounding box with a margin of zeros on all sides, so that no tap needs a bounds check of its own.
        var rows = new float[width * height];
        for (var y = 0; y < box.Height; y++)
        {
            var source = mask.Row(y + box.Top).Slice(box.Left, box.Width);
            for (var x = Radius; x < width - Radius; x++)
            {
                var sum = 0f;
                var (from, to) = (Math.Max(0, x - margin - Radius), Math.Min(box.Width - 1, x - margin + Radius));
                for (var k = from; k <= to; k++)
                {
                    if (source[k] != 0) sum += kernel[k - (x - margin) + Radius];
                }
                rows[(y + margin) * width + x] = sum;
            }
        }
        var values = new float[width * height];
        for (var y = Radius; y < height - Radius; y++)
        {
            for (var k = -Radius; k <= Radius; k++) AddScaled(rows.AsSpan((y + k) * width, width), kernel[k + Radius], values.AsSpan(y * width, width));
        }
        return new(values, box.Left - margin, box.Top - margin, width, height);
    }

    /// <summary>The blurred value, 0 to 1, at a point of the image (bilinear between pixel centres); 0 far away.</summary>
    public double At(double x, double y)
    {
        var (gridX, gridY) = (x - 0.5 - _left, y - 0.5 - _top);
        var (column, row) = ((int)Math.Floor(gridX), (int)Math.Floor(gridY));
        if (column < 0 || row < 0 || column >= Width - 1 || row >= Height - 1) return 0;
        var (fx, fy) = (gridX - column, gridY - row);
        var at = row * Width + column;
        return (1 - fy) * ((1 - fx) * _values[at] + fx * _values[at + 1]) + fy * ((1 - fx) * _values[at + Width] + fx * _values[at + Width + 1]);
    }

    internal float Grid(int column, int row) => _values[row * Width + column];

    private static void AddScaled(ReadOnlySpan<float> row, float weight, Span<float> sum)
    {
        for (var x = 0; x < row.Length; x++) sum[x] += row[x] * weight;
    }

    private static float[] Kernel()
    {
        var (kernel, total) = (new float[2 * Radius + 1], 0.0);
        for (var i = -Radius; i <= Radius; i++) total += Math.Exp(-i * i / (2 * Sigma * Sigma));
        for (var i = -Radius; i <= Radius; i++) kernel[i + Radius] = (float)(Math.Exp(-i * i / (2 * Sigma * Sigma)) / total);
        return kernel;
    }
}
