using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// Curved arrays and panoramic sweeps leave black corners inside the analysed rectangle. A muscle that ends there was cut by the scan
/// as surely as one that ends at the rectangle.
/// </summary>
internal static class SectorEdge
{
    private const byte BlackUpTo = 2; // Lossy compression leaves traces next to bright echoes.
    private const int NarrowestGap = 3; // Radius in pixels: dark tissue and vessels have specks within it, the corners do not.

    /// <summary>Part of the mask's outline, 0 to 1, that lies beside black which reaches the rectangle's border.</summary>
    public static double ShareOfOutline(GreyImage image, Mask mask, PixelRectangle area)
    {
        var (pixels, inside) = (image.Crop(area), mask.Crop(area));
        var black = new Mask(area.Width, area.Height);
        for (var i = 0; i < black.Pixels.Length; i++) black.Pixels[i] = pixels.Pixels[i] <= BlackUpTo ? (byte)1 : (byte)0;
        var gap = StructuringElement.Disk(NarrowestGap);
        var regions = ConnectedComponents.Find(black.Open(gap), Connectivity.Four);
        var outer = regions.ReachesImageBorder();
        var beside = regions.Keep(i => outer[i]).Dilate(gap);
        var core = inside.Erode(StructuringElement.Disk(1));
        int outline = 0, along = 0;
        for (var i = 0; i < core.Pixels.Length; i++)
        {
            if (inside.Pixels[i] == core.Pixels[i]) continue;
            outline++;
            along += beside.Pixels[i];
        }
        return outline == 0 ? 0 : (double)along / outline;
    }
}
