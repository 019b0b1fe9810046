using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>Reflects tensors and planes; each reflection undoes itself.</summary>
static class Reflection
{
    static readonly TestTimeFlips[] All = [TestTimeFlips.Horizontal, TestTimeFlips.Vertical, TestTimeFlips.Both];

    /// <summary>No reflection, and those of the manifest.</summary>
    public static TestTimeFlips[] Of(TestTimeFlips flips) => [TestTimeFlips.None, .. All.Where(flip => (flips & flip) != 0)];

    /// <summary>Reflects an input tensor.</summary>
    public static void Tensor(ReadOnlySpan<float> from, Span<float> to, int width, int height, ModelInput input, TestTimeFlips flip)
    {
        var (planes, step) = input.Layout == TensorLayout.Nchw ? (input.Channels, 1) : (1, input.Channels);
        var size = width * height * step;
        for (var i = 0; i < planes; i++) Plane(from.Slice(i * size, size), to.Slice(i * size, size), width, height, step, flip);
    }

    /// <summary>Adds a plane, reflected back, to a mean.</summary>
    public static void Add(FloatPlane plane, FloatPlane mean, float weight, TestTimeFlips flip)
    {
        var (width, height) = (plane.Width, plane.Height);
        for (var y = 0; y < height; y++)
        {
            var from = plane.Values.AsSpan((IsUpsideDown(flip) ? height - 1 - y : y) * width, width);
            var to = mean.Values.AsSpan(y * width, width);
            if (IsMirrored(flip)) for (var x = 0; x < width; x++) to[x] += weight * from[width - 1 - x];
            else for (var x = 0; x < width; x++) to[x] += weight * from[x];
        }
    }

    static void Plane(ReadOnlySpan<float> from, Span<float> to, int width, int height, int step, TestTimeFlips flip)
    {
        for (var y = 0; y < height; y++)
        {
            var source = from.Slice((IsUpsideDown(flip) ? height - 1 - y : y) * width * step, width * step);
            var target = to.Slice(y * width * step, width * step);
            if (!IsMirrored(flip)) source.CopyTo(target);
            else for (var x = 0; x < width; x++) source.Slice((width - 1 - x) * step, step).CopyTo(target[(x * step)..]);
        }
    }

    static bool IsMirrored(TestTimeFlips flip) => flip is TestTimeFlips.Horizontal or TestTimeFlips.Both;

    static bool IsUpsideDown(TestTimeFlips flip) => flip is TestTimeFlips.Vertical or TestTimeFlips.Both;
}
