using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Measures one mask on one frame. A pure function: the same input gives the same numbers everywhere.</summary>
public static class Measurer
{
    /// <summary>Name of the definitions below; it changes whenever a number may change (docs/measurements.md).</summary>
    public const string Version = "acsa-measure-1";

    /// <summary>
    /// Area (pixels × ΔX × ΔY, cm²), echogenicity (all mask pixels that are not excluded), thickness and circumference (cm).
    /// Without a pixel size every length and area is null; for an empty mask everything is.
    /// </summary>
    /// <param name="excluded">Pixels that carry drawn colour and are no tissue echo; they count for the area, not for the grey level.</param>
    /// <param name="maskPixelsInterval">How many pixels the mask may hold, low to high, where the model says so.</param>
    /// <exception cref="ArgumentException">The sizes of image and masks differ, or the pixel size is not positive.</exception>
    public static MeasurementResult Measure(
        GreyImage image, Mask mask, Mask? excluded = null, PixelSize? pixelSize = null, Interval? maskPixelsInterval = null)
    {
        if (mask.Width != image.Width || mask.Height != image.Height)
            throw new ArgumentException($"The mask is {mask.Width}×{mask.Height}, the image {image.Width}×{image.Height}.", nameof(mask));
        if (excluded is not null && (excluded.Width != image.Width || excluded.Height != image.Height))
            throw new ArgumentException($"The exclusion is {excluded.Width}×{excluded.Height}, the image {image.Width}×{image.Height}.", nameof(excluded));
        if (pixelSize is { } given && !(given.XCm > 0 && given.YCm > 0 && double.IsFinite(given.AreaCm2)))
            throw new ArgumentException($"{given} is no pixel size.", nameof(pixelSize));

        long pixels = mask.CountInside();
        if (pixels == 0) return new(null, null, null, null, null, null, 0);
        var echogenicity = GreyStatistics.Measure(image, mask, excluded);
        if (pixelSize is not { } size) return new(null, null, echogenicity, null, null, null, pixels);
        Interval? interval = maskPixelsInterval is { } count ? new(count.Low * size.AreaCm2, count.High * size.AreaCm2) : null;
        return new(
            pixels * size.AreaCm2, interval, echogenicity, CentralThickness.Measure(mask, size), MaskPerimeter.Measure(mask, size), null, pixels);
    }
}
