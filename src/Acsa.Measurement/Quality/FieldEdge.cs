using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// The edge of what was scanned: the rectangle's left, right and lower side, and the black corners that curved arrays, trapezoids and
/// panoramic sweeps leave in it. A muscle whose outline runs along it goes on outside. The upper side is the transducer: no muscle
/// passes it.
/// </summary>
internal static class FieldEdge
{
    private const byte BlackUpTo = 2; // Lossy compression leaves traces next to bright echoes.
    private const int NarrowestGap = 3; // Radius in pixels: dark tissue and vessels have specks within it, the corners do not.
    private const int LeastReach = 2;

    /// <summary>Part of the mask's outline, 0 to 1, that lies near that edge.</summary>
    public static double ShareOfOutline(GreyImage image, Mask mask, PixelRectangle area)
    {
        var reach = Math.Max(LeastReach, (int)Math.Ceiling(Math.Max(area.Width, area.Height) * QualityThresholds.EdgeReach));
        var inside = mask.Crop(area);
        var near = OuterBlack(image.Crop(area)).Dilate(StructuringElement.Disk(reach));
        int outline = 0, along = 0;
        for (var y = 0; y < inside.Height; y++)
        {
            for (var x = 0; x < inside.Width; x++)
            {
                if (!inside[x, y] || !IsOutline(inside, x, y)) continue;
                outline++;
                if (near[x, y] || x < reach || x >= inside.Width - reach || y >= inside.Height - reach) along++;
            }
        }
        return outline == 0 ? 0 : (double)along / outline;
    }

    private static bool IsOutline(Mask mask, int x, int y) =>
        x == 0 || y == 0 || x == mask.Width - 1 || y == mask.Height - 1
        || !mask[x - 1, y] || !mask[x + 1, y] || !mask[x, y - 1] || !mask[x, y + 1];

    private static Mask OuterBlack(GreyImage pixels)
    {
        var black = new Mask(pixels.Width, pixels.Height);
        for (var i = 0; i < black.Pixels.Length; i++) black.Pixels[i] = pixels.Pixels[i] <= BlackUpTo ? (byte)1 : (byte)0;
        var regions = ConnectedComponents.Find(black.Open(StructuringElement.Disk(NarrowestGap)), Connectivity.Four);
        var outer = regions.ReachesImageBorder();
        return regions.Keep(i => outer[i]);
    }
}
