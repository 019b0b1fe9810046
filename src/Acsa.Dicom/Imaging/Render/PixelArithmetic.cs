using System.Numerics;
using Acsa.Dicom.Imaging.LUT;
using Acsa.Dicom.Imaging.Mathematics;

namespace Acsa.Dicom.Imaging.Render;

/// <summary>What every kind of pixels is asked for besides its values.</summary>
internal static class PixelArithmetic
{
    /// <summary>Least and greatest value, those equal to <paramref name="padding"/> left out.</summary>
    public static DicomRange<double> MinMax<T>(ReadOnlySpan<T> data, int? padding)
        where T : unmanaged, INumber<T>
    {
        var (least, greatest) = (double.MaxValue, double.MinValue);
        foreach (var sample in data)
        {
            var value = double.CreateChecked(sample);
            if (value == padding) continue;
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }
        return new(least, greatest);
    }

    /// <summary>Every <paramref name="step"/>th value, from <paramref name="first"/> on.</summary>
    public static Histogram Count<T>(ReadOnlySpan<T> data, int min, int max, int first = 0, int step = 1)
        where T : unmanaged, INumber<T>
    {
        var histogram = new Histogram(min, max);
        for (var i = first; i < data.Length; i += step) histogram.Add(int.CreateChecked(data[i]));
        return histogram;
    }

    /// <summary>A number for each pixel: its value, or what the table makes of it.</summary>
    public static void Render<T>(ReadOnlySpan<T> data, ILUT? lut, int[] output)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < data.Length; i++)
            output[i] = lut is null ? int.CreateChecked(data[i]) : (int)lut[double.CreateChecked(data[i])];
    }

    /// <summary>
    /// The size scaled; null where it stays. Throws ArgumentOutOfRangeException where nothing is left, DicomImagingException over the
    /// limits.
    /// </summary>
    public static (int Width, int Height)? Scaled(int width, int height, double scale)
    {
        var (newWidth, newHeight) = (width * scale, height * scale);
        if (!(newWidth >= 1 && newHeight >= 1))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Nothing would be left of the frame.");
        if (newWidth * newHeight > ImagingLimits.MaxPixelsPerFrame)
            throw new DicomImagingException(
                $"{newWidth:0} × {newHeight:0} pixels are over the limit of {ImagingLimits.MaxPixelsPerFrame}.");
        return (int)newWidth == width && (int)newHeight == height ? null : ((int)newWidth, (int)newHeight);
    }

    /// <summary>Bilinear between the centres of the pixels; beyond the outermost centres their value.</summary>
    public static T[] Resample<T>(ReadOnlySpan<T> data, (int Width, int Height) from, (int Width, int Height) to, int components = 1)
        where T : unmanaged, INumber<T>
    {
        var result = new T[to.Width * to.Height * components];
        for (var y = 0; y < to.Height; y++)
        {
            var (top, bottom, down) = Neighbours(y, from.Height, to.Height);
            for (var x = 0; x < to.Width; x++)
            {
                var (left, right, across) = Neighbours(x, from.Width, to.Width);
                for (var c = 0; c < components; c++)
                {
                    var upper = Between(data[(top * from.Width + left) * components + c], data[(top * from.Width + right) * components + c],
                        across);
                    var lower = Between(
                        data[(bottom * from.Width + left) * components + c], data[(bottom * from.Width + right) * components + c], across);
                    result[(y * to.Width + x) * components + c] = T.CreateChecked(Math.Round(upper + (lower - upper) * down));
                }
            }
        }
        return result;
    }

    private static (int First, int Second, double Share) Neighbours(int index, int from, int to)
    {
        var at = Math.Clamp((index + 0.5) * from / to - 0.5, 0, from - 1);
        var first = (int)at;
        return (first, Math.Min(first + 1, from - 1), at - first);
    }

    private static double Between<T>(T a, T b, double share)
        where T : unmanaged, INumber<T> => double.CreateChecked(a) + (double.CreateChecked(b) - double.CreateChecked(a)) * share;
}
