namespace Acsa.Measurement;

/// <summary>
/// What was measured on one mask (<see cref="Measurer"/>). A length or area is null where the image is not calibrated; never 0 in its
/// place.
/// </summary>
public sealed record MeasurementResult(
    double? AreaCm2,
    ErrorInterval? AreaCm2Interval,
    Echogenicity? Echogenicity,
    double? ThicknessCm,
    double? CircumferenceCm,
    double? ZScore,
    long MaskPixels)
{
    /// <summary>Where the true mean grey level is expected; null when the model's errors were not measured.</summary>
    public ErrorInterval? EchogenicityInterval { get; init; }

    /// <summary>The signs of doubt that the intervals come from; null when the model gives none.</summary>
    public OutlineDoubt? Doubt { get; init; }

    /// <summary>The grey level by DeepACSA's rules; null when no colour picture was given or no value is left to count.</summary>
    public DeepAcsaEchogenicity? DeepAcsaEchogenicity { get; init; }

    /// <summary>The largest thickness across the superficial fascia, in cm.</summary>
    public double? MaximumThicknessCm { get; init; }

    /// <summary>Extent along the superficial fascia, in cm.</summary>
    public double? WidthCm { get; init; }

    /// <summary>Width ÷ maximum thickness.</summary>
    public double? AspectRatio => WidthCm / MaximumThicknessCm;

    /// <summary>Slope of the superficial fascia to the image's rows in degrees, clockwise on the screen.</summary>
    public double? FasciaDegrees { get; init; }

    /// <summary>The fat over the muscle; null when none was segmented.</summary>
    public SubcutaneousFat? SubcutaneousFat { get; init; }

    /// <summary>The healthy people that the z-score compares with; null exactly when there is no z-score.</summary>
    public ReferenceComparison? Reference { get; init; }

    /// <summary>Why there is no z-score, as a sentence; null when there is one or nobody asked.</summary>
    public string? ZScoreReason { get; init; }

    /// <summary>The same without what is measured in centimetres: what is left where the outline is not that of the muscle.</summary>
    public MeasurementResult WithoutSizes() => this with
    {
        AreaCm2 = null, AreaCm2Interval = null, ThicknessCm = null, CircumferenceCm = null, MaximumThicknessCm = null, WidthCm = null,
        FasciaDegrees = null, SubcutaneousFat = null,
    };
}
