namespace Acsa.Measurement;

/// <summary>What a reference equation may depend on, of the person in the image; null what the image does not state.</summary>
/// <param name="AgeYears">At the time of the study.</param>
/// <param name="IsFemale">True for Patient's Sex F, false for M, null for others.</param>
public sealed record Subject(double? AgeYears, bool? IsFemale, double? WeightKg, double? HeightCm)
{
    /// <summary>Body mass index in kg/m²; null unless weight and height are known.</summary>
    public double? Bmi => WeightKg / (HeightCm * HeightCm / 10_000);
}
