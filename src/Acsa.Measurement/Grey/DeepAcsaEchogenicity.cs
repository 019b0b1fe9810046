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
        for (int i = 0, p = 0; i < mask.Pixels.Length; i++, p += 3)
        {
            if (mask.Pixels[i] == 0) continue;
            for (var channel = p; channel < p + 3; channel++)
            {
                if (image.Pixels[channel] <= 1) continue;
                sum += image.Pixels[channel];
                count++;
            }
        }
        return count == 0 ? null : new((double)sum / count, count);
    }
}
