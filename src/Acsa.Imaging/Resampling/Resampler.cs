using System.Numerics;

namespace Acsa.Imaging;

/// <summary>Resizes images and planes; columns first, then rows, in single precision.</summary>
public static class Resampler
{
    /// <summary>Resizes without rounding: grey levels 0 to 255 as real values.</summary>
    public static FloatPlane ResizeToFloat(this GreyImage image, int width, int height, ResamplingMethod method = ResamplingMethod.AreaOrBilinear)
    {
        var narrow = Columns(image.Pixels, image.Width, image.Height, width, method);
        return new(width, height, Rows(narrow, width, image.Height, height, method));
    }

    /// <summary>Resizes and rounds to the nearest grey level, halves up.</summary>
    public static GreyImage Resize(this GreyImage image, int width, int height, ResamplingMethod method = ResamplingMethod.AreaOrBilinear)
    {
        var values = image.ResizeToFloat(width, height, method).Values;
        var pixels = new byte[values.Length];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(values[i] + 0.5f);
        return new(width, height, pixels);
    }

    /// <summary>Resizes a plane.</summary>
    public static FloatPlane Resize(this FloatPlane plane, int width, int height, ResamplingMethod method)
    {
        var narrow = Columns(plane.Values, plane.Width, plane.Height, width, method);
        return new(width, height, Rows(narrow, width, plane.Height, height, method));
    }

    /// <summary>Resizes colour, each channel by itself, rounded to the nearest level, halves up.</summary>
    public static RgbImage Resize(this RgbImage image, int width, int height, ResamplingMethod method = ResamplingMethod.AreaOrBilinear)
    {
        var result = new RgbImage(width, height);
        var channel = new GreyImage(image.Width, image.Height);
        for (var c = 0; c < 3; c++)
        {
            for (var i = 0; i < channel.Pixels.Length; i++) channel.Pixels[i] = image.Pixels[3 * i + c];
            var resized = channel.Resize(width, height, method).Pixels;
            for (var i = 0; i < resized.Length; i++) result.Pixels[3 * i + c] = resized[i];
        }
        return result;
    }

    private static float[] Columns<T>(T[] source, int width, int height, int newWidth, ResamplingMethod method) where T : INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newWidth);
        var result = new float[checked(newWidth * height)];
        if (newWidth == width)
        {
            for (var i = 0; i < result.Length; i++) result[i] = float.CreateTruncating(source[i]);
            return result;
        }
        var axis = AxisWeights.Create(width, newWidth, method);
        for (var y = 0; y < height; y++)
        {
            var from = source.AsSpan(y * width, width);
            var to = result.AsSpan(y * newWidth, newWidth);
            for (var x = 0; x < to.Length; x++)
            {
                var weights = axis.Weights.AsSpan(axis.Start[x]..axis.Start[x + 1]);
                var run = from.Slice(axis.First[x], weights.Length);
                var sum = 0f;
                for (var k = 0; k < weights.Length; k++) sum += weights[k] * float.CreateTruncating(run[k]);
                to[x] = sum;
            }
        }
        return result;
    }

    private static float[] Rows(float[] source, int width, int height, int newHeight, ResamplingMethod method)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newHeight);
        if (newHeight == height) return source;
        var axis = AxisWeights.Create(height, newHeight, method);
        var result = new float[checked(width * newHeight)];
        for (var y = 0; y < newHeight; y++)
        {
            var to = result.AsSpan(y * width, width);
            for (var k = axis.Start[y]; k < axis.Start[y + 1]; k++)
                AddScaled(source.AsSpan((axis.First[y] + k - axis.Start[y]) * width, width), axis.Weights[k], to);
        }
        return result;
    }

    private static void AddScaled(ReadOnlySpan<float> row, float weight, Span<float> sum)
    {
        var x = 0;
        for (; x <= row.Length - Vector<float>.Count; x += Vector<float>.Count)
            (new Vector<float>(sum[x..]) + new Vector<float>(row[x..]) * weight).CopyTo(sum[x..]);
        for (; x < row.Length; x++) sum[x] += row[x] * weight;
    }
}
