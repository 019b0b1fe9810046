using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Acsa.Imaging;

/// <summary>Resizes images and planes; columns first, then rows, in single precision.</summary>
public static class Resampler
{
    /// <summary>Resizes without rounding: grey levels 0 to 255 as real values.</summary>
    public static FloatPlane ResizeToFloat(this GreyImage image, int width, int height,
        ResamplingMethod method = ResamplingMethod.AreaOrBilinear)
    {
        var result = GC.AllocateUninitializedArray<float>(checked(width * height));
        image.ResizeInto(result, width, height, method);
        return new(width, height, result);
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
        var result = GC.AllocateUninitializedArray<float>(checked(width * height));
        plane.ResizeInto(result, width, height, method);
        return new(width, height, result);
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

    /// <summary>Writes the resized image into <paramref name="target"/>, width × height values.</summary>
    internal static void ResizeInto(this GreyImage image, Span<float> target, int width, int height, ResamplingMethod method) =>
        Resize<byte>(image.Pixels, image.Width, image.Height, target, width, height, method);

    /// <summary>Writes the resized plane into <paramref name="target"/>, width × height values.</summary>
    internal static void ResizeInto(this FloatPlane plane, Span<float> target, int width, int height, ResamplingMethod method) =>
        Resize<float>(plane.Values, plane.Width, plane.Height, target, width, height, method);

    private static void Resize<T>(T[] source, int width, int height, Span<float> target, int newWidth, int newHeight,
        ResamplingMethod method)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newHeight);
        if (newHeight == height)
        {
            Columns(source, width, height, target, newWidth, method);
            return;
        }

        // Rented: an image's worth of fresh memory costs more than what is computed into it.
        var length = checked(newWidth * height);
        var narrow = ArrayPool<float>.Shared.Rent(length);
        Columns(source, width, height, narrow.AsSpan(0, length), newWidth, method);
        Rows(narrow, newWidth, height, target, newHeight, method);
        ArrayPool<float>.Shared.Return(narrow);
    }

    private static void Columns<T>(T[] source, int width, int height, Span<float> target, int newWidth, ResamplingMethod method)
        where T : unmanaged, INumber<T>
    {
        if (newWidth == width)
        {
            for (var i = 0; i < target.Length; i++) target[i] = float.CreateTruncating(source[i]);
            return;
        }

        var axis = AxisWeights.Create(width, newWidth, method);
        var gathered = GatheredColumns.Of(axis, typeof(T) == typeof(byte));
        for (var y = 0; y < height; y++)
        {
            var from = source.AsSpan(y * width);
            var to = target.Slice(y * newWidth, newWidth);
            var x = gathered is null ? 0
                : typeof(T) == typeof(byte) ? gathered.Apply(MemoryMarshal.Cast<T, byte>(from), to)
                : gathered.Apply(MemoryMarshal.Cast<T, float>(from), to);
            for (; x < to.Length; x++)
            {
                var weights = axis.Weights.AsSpan(axis.Start[x]..axis.Start[x + 1]);
                var run = from.Slice(axis.First[x], weights.Length);
                var sum = 0f;
                for (var k = 0; k < weights.Length; k++) sum += weights[k] * float.CreateTruncating(run[k]);
                to[x] = sum;
            }
        }
    }

    private static void Rows(ReadOnlySpan<float> source, int width, int height, Span<float> target, int newHeight, ResamplingMethod method)
    {
        var axis = AxisWeights.Create(height, newHeight, method);
        for (var y = 0; y < newHeight; y++)
        {
            var weights = axis.Weights.AsSpan(axis.Start[y]..axis.Start[y + 1]);
            WeightedRows.Sum(source.Slice(axis.First[y] * width, weights.Length * width), weights, target.Slice(y * width, width));
        }
    }
}
