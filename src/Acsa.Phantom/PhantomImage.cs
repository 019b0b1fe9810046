using Acsa.Imaging;

namespace Acsa.Phantom;

/// <summary>A rendered frame and what is true of it.</summary>
/// <param name="Screen">The scanner's screen as grey; within <paramref name="Region"/> colour screens are grey too.</param>
/// <param name="Colour">The same screen in colour, or null for a grey one.</param>
/// <param name="Truth">The muscle in view, inside its fascia.</param>
/// <param name="Region">The calibrated region's box.</param>
/// <param name="PixelSize">Pixel size in cm within the region.</param>
public sealed record PhantomImage(GreyImage Screen, RgbImage? Colour, Mask Truth, PixelRectangle Region, PixelSize PixelSize)
{
    /// <summary>True area in cm²: pixels of the mask times their size.</summary>
    public double AreaCm2 => Truth.CountInside() * PixelSize.AreaCm2;

    /// <summary>Mean grey level (0 to 255) of the screen's pixels inside the mask.</summary>
    public double MeanGrey
    {
        get
        {
            long sum = 0, count = 0;
            for (var i = 0; i < Truth.Pixels.Length; i++)
            {
                if (Truth.Pixels[i] == 0) continue;
                sum += Screen.Pixels[i];
                count++;
            }
            return count == 0 ? 0 : (double)sum / count;
        }
    }
}
