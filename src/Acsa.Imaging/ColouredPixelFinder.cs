using System.Numerics;
using System.Runtime.Intrinsics;

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
    /// <param name="grey">The image's <see cref="ImageConversions.ToGrey"/> where the caller has it.</param>
    public static Mask ColouredPixels(this RgbImage image, int tolerance = DefaultTolerance, GreyImage? grey = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        var mask = new Mask(image.Width, image.Height);
        ImageTint? tint = null;
        var rgb = image.Pixels;
        var limit = Vector128.Create((byte)Math.Min(tolerance, byte.MaxValue));
        var i = 0;
        for (; i <= mask.Pixels.Length - RgbVectors.Pixels; i += RgbVectors.Pixels)
        {
            var (r, g, b) = RgbVectors.Load(rgb.AsSpan(3 * i));
            var spread = Vector128.Max(r, Vector128.Max(g, b)) - Vector128.Min(r, Vector128.Min(g, b));
            for (var far = Vector128.GreaterThan(spread, limit).ExtractMostSignificantBits(); far != 0; far &= far - 1)
                Decide(i + BitOperations.TrailingZeroCount(far));
        }

        for (; i < mask.Pixels.Length; i++) Decide(i);
        return mask;

        void Decide(int at)
        {
            int r = rgb[3 * at], g = rgb[3 * at + 1], b = rgb[3 * at + 2];
            if (Math.Max(r, Math.Max(g, b)) - Math.Min(r, Math.Min(g, b)) <= tolerance) return;
            tint ??= ImageTint.Learn(image, grey ?? image.ToGrey());
            var (tintR, tintG, tintB) = tint.At(ImageConversions.Luma(r, g, b));
            if (Math.Max(Math.Abs(r - tintR), Math.Max(Math.Abs(g - tintG), Math.Abs(b - tintB))) > tolerance) mask.Pixels[at] = 1;
        }
    }
}
