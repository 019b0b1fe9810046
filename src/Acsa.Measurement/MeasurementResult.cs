namespace Acsa.Measurement;

/// <summary>What was measured on one mask (<see cref="Measurer"/>). A length or area is null where the image is not calibrated; never 0 in its place.</summary>
public sealed record MeasurementResult(
    double? AreaCm2,
    Interval? AreaCm2Interval,
    Echogenicity? Echogenicity,
    double? ThicknessCm,
    double? CircumferenceCm,
    double? ZScore,
    long MaskPixels)
{
    /// <summary>Where the true mean grey level is expected; null when the model's errors were not measured.</summary>
    public Interval? EchogenicityInterval { get; init; }

    /// <summary>The signs of doubt that the intervals come from; null when the model gives none.</summary>
    public OutlineDoubt? Doubt { get; init; }

    /// <summary>The same without what is measured in centimetres: what is left where the outline is not that of the muscle.</summary>
    public MeasurementResult WithoutSizes() => this with { AreaCm2 = null, AreaCm2Interval = null, ThicknessCm = null, CircumferenceCm = null };
}
