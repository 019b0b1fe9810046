namespace Acsa.Measurement;

/// <summary>What was measured on one mask (<see cref="Measurer"/>). A length or area is null where the image is not calibrated; never 0 in its place.</summary>
public sealed record MeasurementResult(
    double? AreaCm2,
    Interval? AreaCm2Interval,
    Echogenicity? Echogenicity,
    double? ThicknessCm,
    double? CircumferenceCm,
    double? ZScore,
    long MaskPixels);
