using System.Runtime.Intrinsics;
using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// Echogenicity as DeepACSA 0.3 computes it, for comparison with results of that program: the mean over all three colour channels of the
/// mask's pixels, values 0 and 1 left out, coloured pixels not excluded. Not rounded (DeepACSA rounds to three decimals), and over all
/// pieces of the mask (DeepACSA: within the bounding box of the first piece that it finds).
/// </summary>
/// <param name="Mean">Grey levels 0–255.</param>
/// <param name="Values">Values counted, up to three a pixel.</param>
public sealed record DeepAcsaEchogenicity(double Mean, long Values)
{
    /// <summary>Null when no value is above 1.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static DeepAcsaEchogenicity? Measure(RgbImage image, Mask mask)
    {
        if (mask.Width != image.Width || mask.Height != image.Height)
            throw new ArgumentException($"The mask is {mask.Width}×{mask.Height}, the image {image.Width}×{image.Height}.", nameof(mask));
        long sum = 0, count = 0;
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; mask.NextRun(y, x, out var start, out var end); x = end)
            {
                var values = image.Pixels.AsSpan(3 * (y * image.Width + start), 3 * (end - start));
                var ones = values.Count((byte)1);
                count += values.Length - values.Count((byte)0) - ones;
                sum += Sum(values) - ones;
            }
        }
        return count == 0 ? null : new((double)sum / count, count);
    }

    private static long Sum(ReadOnlySpan<byte> values)
    {
        var sums = Vector256<uint>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(values[i..]));
            var (first, second) = Vector256.Widen(low + high);
            sums += first + second;
        }
        long sum = Vector256.Sum(sums);
        for (; i < values.Length; i++) sum += values[i];
        return sum;
    }
}
