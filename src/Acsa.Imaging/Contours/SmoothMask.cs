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

    private SmoothMask(float[] values, int left, int top, int width, int height) =>
        (_values, _left, _top, Width, Height) = (values, left, top, width, height);

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
        var values = new float[width * height];
        var blurred = new float[width];
        for (var y = 0; y < box.Height; y++)
        {
            BlurRow(mask.Row(y + box.Top).Slice(box.Left, box.Width), kernelX, marginX, blurred);
            for (var k = -radiusY; k <= radiusY; k++)
                AddScaled(blurred, kernelY[k + radiusY], values.AsSpan((y + marginY + k) * width, width));
        }
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

    /// <summary>Where the half level cuts the lines between neighbouring pixel centres (linear between them), in pixels of the image.</summary>
    public IEnumerable<ImagePoint> Crossings()
    {
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var value = _values[y * Width + x];
                if (x + 1 < Width && _values[y * Width + x + 1] is var right && value >= 0.5f != right >= 0.5f)
                    yield return new(_left + x + 0.5 + Cut(value, right), _top + y + 0.5);
                if (y + 1 < Height && _values[(y + 1) * Width + x] is var below && value >= 0.5f != below >= 0.5f)
                    yield return new(_left + x + 0.5, _top + y + 0.5 + Cut(value, below));
            }
        }
    }

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

    private static void AddScaled(ReadOnlySpan<float> row, float weight, Span<float> sum)
    {
        var x = 0;
        for (; x <= row.Length - Vector<float>.Count; x += Vector<float>.Count)
            (new Vector<float>(sum[x..]) + new Vector<float>(row[x..]) * weight).CopyTo(sum[x..]);
        for (; x < row.Length; x++) sum[x] += row[x] * weight;
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
