using System.Buffers;
using System.Numerics;

namespace Acsa.Imaging;

/// <summary>
/// A mask blurred with a Gaussian that is round in centimetres: its 0.5 level is the mask's outline without the stairs of the pixel
/// grid. On a disc of radius r that level lies about σ²/2r inside the true edge: 0.06 pixels at r = 20 pixels.
/// </summary>
public sealed class SmoothMask
{
    /// <summary>Standard deviation of the blur, in units of the pixel's longer side: the least that takes the stairs out of slanted edges.</summary>
    public const double Sigma = 1.5;

    // A pixel more than eight times as long as wide is blurred as if it were eight times; the kernel stays bounded.
    private const double LargestAspect = 8;

    private readonly float[] _values;
    private readonly int _left;
    private readonly int _top;

    private readonly HalfLevelSides _sides;
    private readonly SmoothMaskBlocks _blocks;

    private SmoothMask(float[] values, int left, int top, int width, int height)
    {
        (_values, _left, _top, Width, Height) = (values, left, top, width, height);
        (_sides, _blocks) = (new(values, width, height), new(values, width, height));
    }

    internal int Width { get; }
    internal int Height { get; }

    /// <summary>Blurs <paramref name="mask"/>; beyond the image is outside. Null for an empty mask.</summary>
    public static SmoothMask? Create(Mask mask, PixelSize pixelSize)
    {
        if (mask.BoundingBox() is not { } box) return null;
        var longer = Math.Max(pixelSize.XCm, pixelSize.YCm);
        var (kernelX, kernelY) = (Kernel(longer / pixelSize.XCm), Kernel(longer / pixelSize.YCm));
        var (radiusX, radiusY) = (kernelX.Length / 2, kernelY.Length / 2);
        // The bounding box with a margin of zeros on all sides, so that the contour closes inside the grid.
        var (marginX, marginY) = (radiusX + 1, radiusY + 1);
        var (width, height) = (box.Width + 2 * marginX, box.Height + 2 * marginY);
        var values = GC.AllocateUninitializedArray<float>(width * height);
        // Blurred along the rows, then down the columns. Symmetric kernels, so the order of a kernel's weights does not matter.
        var rows = ArrayPool<float>.Shared.Rent(width * box.Height);
        for (var y = 0; y < box.Height; y++)
            BlurRow(mask.Row(y + box.Top).Slice(box.Left, box.Width), kernelX, marginX, rows.AsSpan(y * width, width));
        for (var y = 0; y < height; y++)
        {
            // Rows of the box that the kernel around this one meets.
            var (from, to) = (Math.Max(0, y - marginY - radiusY), Math.Min(box.Height - 1, y - marginY + radiusY));
            var target = values.AsSpan(y * width, width);
            if (from > to) target.Clear();
            else WeightedRows.Sum(rows.AsSpan(from * width), kernelY.AsSpan(from - (y - marginY - radiusY), to - from + 1), target);
        }

        ArrayPool<float>.Shared.Return(rows);
        return new(values, box.Left - marginX, box.Top - marginY, width, height);
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

    /// <summary>
    /// How many steps of (<paramref name="stepX"/>, <paramref name="stepY"/>) pixels lead from a point only to points on the same side of
    /// the half level, and which side that is; −1 where the outline is near, and <see cref="At"/> has to be asked.
    /// </summary>
    public int StepsOnThisSide(double x, double y, double stepX, double stepY, out bool isInside)
    {
        isInside = false;
        var (gridX, gridY) = (x - 0.5 - _left, y - 0.5 - _top);
        if (!(gridX >= 0 && gridY >= 0 && gridX < Width - 1 && gridY < Height - 1)) return -1;
        var (column, row) = ((int)gridX, (int)gridY);
        var length = SmoothMaskBlocks.WideSide;
        var side = _blocks.WideSideOf(column / length, row / length);
        if (side == 0)
        {
            length = SmoothMaskBlocks.Side;
            side = _blocks.SideOf(column / length, row / length);
            if (side == 0) return -1;
        }

        isInside = side > 0;
        return (int)Math.Min(Steps(gridX, column / length, length, stepX), Steps(gridY, row / length, length, stepY));

        static double Steps(double at, int block, int length, double step)
        {
            // Of a pixel: more than rounding moves a point.
            const double margin = 1e-6;
            if (step == 0) return int.MaxValue;
            var end = step > 0 ? (block + 1) * length - margin : block * length + margin;
            return Math.Clamp((end - at) / step, 0, int.MaxValue);
        }
    }

    /// <summary>Where the half level cuts the lines between neighbouring pixel centres (linear between them), in pixels of the image.</summary>
    public IEnumerable<ImagePoint> Crossings()
    {
        for (var y = 0; y < Height; y++)
        {
            for (var word = 0; word < _sides.WordsInRow; word++)
            {
                var (across, down) = (_sides.ChangesToTheRight(y, word), _sides.ChangesDown(y, word));
                for (var changes = across | down; changes != 0; changes &= changes - 1)
                {
                    var bit = BitOperations.TrailingZeroCount(changes);
                    var at = y * Width + word * HalfLevelSides.WordBits + bit;
                    var x = word * HalfLevelSides.WordBits + bit;
                    if ((across >> bit & 1) != 0) yield return new(_left + x + 0.5 + Cut(_values[at], _values[at + 1]), _top + y + 0.5);
                    if ((down >> bit & 1) != 0) yield return new(_left + x + 0.5, _top + y + 0.5 + Cut(_values[at], _values[at + Width]));
                }
            }
        }
    }

    /// <summary>On which side of the half level each value lies.</summary>
    internal HalfLevelSides Sides => _sides;

    internal ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Width, Width);

    private static double Cut(double from, double to) => (0.5 - from) / (to - from);

    // A run of ones blurs to a difference of two sums of the kernel, so the cost is that of the outline, not of the kernel.
    private static void BlurRow(ReadOnlySpan<byte> row, float[] kernel, int margin, Span<float> blurred)
    {
        blurred.Clear();
        var radius = kernel.Length / 2;
        for (var x = 0; MaskRuns.TryNext(row, x, 1, out var start, out var end); x = end)
        {
            for (var at = start - radius; at < end + radius; at++)
            {
                if (at >= start + radius && at < end - radius)
                {
                    // All of the kernel lies within the run.
                    blurred[(at + margin)..(end - radius + margin)].Fill(1);
                    at = end - radius - 1;
                    continue;
                }
                var sum = 0f;
                var (from, to) = (Math.Max(start, at - radius), Math.Min(end - 1, at + radius));
                for (var k = from; k <= to; k++) sum += kernel[k - at + radius];
                blurred[at + margin] += sum;
            }
        }
    }

    private static float[] Kernel(double aspect)
    {
        var sigma = Sigma * Math.Min(aspect, LargestAspect);
        var radius = (int)Math.Ceiling(4 * sigma);
        var (kernel, total) = (new float[2 * radius + 1], 0.0);
        for (var i = -radius; i <= radius; i++) total += Math.Exp(-i * i / (2 * sigma * sigma));
        for (var i = -radius; i <= radius; i++) kernel[i + radius] = (float)(Math.Exp(-i * i / (2 * sigma * sigma)) / total);
        return kernel;
    }
}
