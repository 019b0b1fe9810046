namespace Acsa.Imaging;

/// <summary>Tells drawn colour (text, calipers, Doppler) from the faint tint that some scanners lay over the whole B-mode.</summary>
/// <remarks>
/// The tint (<see cref="ImageTint"/>) is learnt from the image itself. A pixel is coloured when it lies farther than the tolerance
/// from the tint and farther than the tolerance from pure grey. White or grey text cannot be told this way.
/// </remarks>
public static class ColouredPixelFinder
{
    /// <summary>Default tolerance in levels: over the ±10 of JPEG chroma, under the faintest overlay colours in use.</summary>
    public const int DefaultTolerance = 24;

    /// <summary>The pixels whose colour is neither grey nor the image's own tint.</summary>
    public static Mask ColouredPixels(this RgbImage image, int tolerance = DefaultTolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        var mask = new Mask(image.Width, image.Height);
        ImageTint? tint = null;
        var rgb = image.Pixels;
        for (int i = 0, p = 0; i < mask.Pixels.Length; i++, p += 3)
        {
            int r = rgb[p], g = rgb[p + 1], b = rgb[p + 2];
            if (Math.Max(r, Math.Max(g, b)) - Math.Min(r, Math.Min(g, b)) <= tolerance) continue;
            tint ??= ImageTint.Learn(image);
            var (tintR, tintG, tintB) = tint.At(ImageConversions.Luma(r, g, b));
            if (Math.Max(Math.Abs(r - tintR), Math.Max(Math.Abs(g - tintG), Math.Abs(b - tintB))) > tolerance) mask.Pixels[i] = 1;
        }
        return mask;
    }
}
