using Acsa.Imaging;

namespace Acsa.Phantom;

/// <summary>Where and how large the echo picture stands on the scanner's screen.</summary>
/// <param name="Width">Screen width in pixels.</param>
/// <param name="Height">Screen height in pixels.</param>
/// <param name="PixelX">Pixel width in cm.</param>
/// <param name="PixelY">Pixel height in cm.</param>
/// <param name="OriginX">Plane x in cm of the screen's left border.</param>
/// <param name="OriginY">Plane y in cm of the screen's top border.</param>
/// <param name="Region">The calibrated region's box: the echo picture, and sometimes a little of the screen around it.</param>
internal sealed record ScreenLayout(int Width, int Height, double PixelX, double PixelY, double OriginX, double OriginY,
    PixelRectangle Region)
{
    public static ScreenLayout Draw(PhantomRecipe recipe, ScanGeometry geometry)
    {
        var random = recipe.Stream(6);
        double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
        for (var i = 0; i <= 200; i++)
            for (var j = 0; j <= 20; j++)
            {
                var (x, y) = geometry.PlaneFromBeam(geometry.Width * i / 200, geometry.Depth * j / 20);
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            }
        int width = recipe.ImageWidth, height = recipe.ImageHeight;
        double share = random.Uniform(0.68, 0.92), shareDown = random.Uniform(0.62, 0.86);
        var pixel = Math.Max((right - left) / (share * width), (bottom - top) / (shareDown * height));
        // A few consoles have pixels that are not square.
        var pixelY = random.Chance(0.08) ? pixel * random.Uniform(0.9, 1) : pixel;
        pixelY = Math.Max(pixelY, (bottom - top) / (0.88 * height));
        double spareX = width - (right - left) / pixel, spareY = height - (bottom - top) / pixelY;
        // Whole pixels: the picture's corner lies on a pixel's corner.
        double offsetX = Math.Floor(spareX * random.Uniform(0.15, 0.85)), offsetY = Math.Floor(spareY * random.Uniform(0.45, 0.85));
        int margin = random.Chance(0.5) ? 0 : random.Whole(1, 10);
        int Clamp(double value, int limit) => (int)Math.Clamp(value, 0, limit - 1);
        var region = new PixelRectangle(
            Clamp(offsetX - margin, width),
            Clamp(offsetY - margin, height),
            Clamp(offsetX + Math.Ceiling((right - left) / pixel) - 1 + margin, width),
            Clamp(offsetY + Math.Ceiling((bottom - top) / pixelY) - 1 + margin, height));
        return new(width, height, pixel, pixelY, left - offsetX * pixel, top - offsetY * pixelY, region);
    }

    /// <summary>Screen coordinates in pixels (pixel i spans i to i + 1) of a point of the plane.</summary>
    public (double X, double Y) ToScreen((double X, double Y) plane) => ((plane.X - OriginX) / PixelX, (plane.Y - OriginY) / PixelY);
}
