using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Measures one mask on one frame. A pure function: the same input gives the same numbers everywhere.</summary>
public static class Measurer
{
    /// <summary>Name of the definitions below; it changes whenever a number may change (docs/measurements.md).</summary>
    public const string Version = "acsa-measure-3";

    /// <summary>
    /// Area (pixels × ΔX × ΔY, cm²), echogenicity (all mask pixels that are not excluded), thickness, width and circumference (cm).
    /// Without a pixel size every length and area is null; for an empty mask everything is.
    /// </summary>
    /// <param name="excluded">Pixels that carry drawn colour and are no tissue echo; they count for the area, not for the grey
    /// level.</param>
    /// <param name="doubt">Signs of how far the outline may be off; null when the model gives none, then there are no intervals.</param>
    /// <param name="errors">How errors follow the signs of doubt; null when nobody measured it: the area's interval is then what other
    /// thresholds would give.</param>
    /// <param name="picture">The image in colour, for the grey level by DeepACSA's rules; null leaves it out.</param>
    /// <param name="subcutaneousFat">The fat over the muscle; null when it was not segmented.</param>
    /// <exception cref="ArgumentException">The sizes of image and masks differ, or the pixel size is not positive.</exception>
    public static MeasurementResult Measure(
        GreyImage image, Mask mask, Mask? excluded = null, PixelSize? pixelSize = null, OutlineDoubt? doubt = null,
        ErrorEstimate? errors = null, RgbImage? picture = null, Mask? subcutaneousFat = null)
    {
        if (mask.Width != image.Width || mask.Height != image.Height)
            throw new ArgumentException($"The mask is {mask.Width}×{mask.Height}, the image {image.Width}×{image.Height}.", nameof(mask));
        if (excluded is not null && (excluded.Width != image.Width || excluded.Height != image.Height))
            throw new ArgumentException($"The exclusion is {excluded.Width}×{excluded.Height}, the image {image.Width}×{image.Height}.",
                nameof(excluded));
        if (subcutaneousFat is not null && (subcutaneousFat.Width != image.Width || subcutaneousFat.Height != image.Height))
            throw new ArgumentException(
                $"The fat is {subcutaneousFat.Width}×{subcutaneousFat.Height}, the image {image.Width}×{image.Height}.",
                    nameof(subcutaneousFat));
        if (pixelSize is { } given && !(given.XCm > 0 && given.YCm > 0 && double.IsFinite(given.AreaCm2)))
            throw new ArgumentException($"{given} is no pixel size.", nameof(pixelSize));

        long pixels = mask.CountInside();
        if (pixels == 0) return new(null, null, null, null, null, null, 0);
        var echogenicity = GreyStatistics.Measure(image, mask, excluded);
        var result = new MeasurementResult(null, null, echogenicity, null, null, null, pixels)
        {
            EchogenicityInterval = GreyInterval(echogenicity, doubt, errors),
            Doubt = doubt,
            DeepAcsaEchogenicity = picture is null ? null : DeepAcsaEchogenicity.Measure(picture, mask),
        };
        if (pixelSize is not { } size) return result;
        var frame = MuscleFrame.Of(mask, size);
        var shape = MuscleShape.Measure(frame);
        return result with
        {
            AreaCm2 = pixels * size.AreaCm2,
            AreaCm2Interval = AreaInterval(pixels, doubt, errors) is { } count
                ? count with { Low = count.Low * size.AreaCm2, High = count.High * size.AreaCm2 } : null,
            ThicknessCm = shape?.ThicknessCm,
            MaximumThicknessCm = shape?.MaximumThicknessCm,
            WidthCm = shape?.WidthCm,
            FasciaDegrees = shape?.FasciaDegrees,
            CircumferenceCm = MaskPerimeter.Measure(mask, size, frame?.Smooth),
            SubcutaneousFat = subcutaneousFat is null ? null : SubcutaneousFat.Measure(frame, subcutaneousFat, size),
        };
    }

    // In pixels.
    private static ErrorInterval? AreaInterval(long pixels, OutlineDoubt? doubt, ErrorEstimate? errors)
    {
        // Post-processing may push the mask out of the bounds that the thresholds set.
        if (errors?.Area is not { } weights)
            return doubt is { InnerPixels: { } least, OuterPixels: { } most } ? new(Math.Min(least, pixels), Math.Max(most, pixels)) : null;
        if (doubt is null || pixels * weights.Half(doubt.Sweep, doubt.Mirror) is not { } half) return null;
        return new(Math.Max(0, pixels - half), pixels + half, errors.Coverage);
    }

    private static ErrorInterval? GreyInterval(Echogenicity? grey, OutlineDoubt? doubt, ErrorEstimate? errors)
    {
        if (grey is null || doubt is null || errors?.Grey?.Half(doubt.GreySweep, doubt.GreyMirror) is not { } half) return null;
        return new(Math.Max(0, grey.Mean - half), Math.Min(255, grey.Mean + half), errors.Coverage);
    }
}
