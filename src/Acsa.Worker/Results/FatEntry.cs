namespace Acsa.Worker.Results;

/// <summary>Thickness of the subcutaneous fat over the muscle, in cm.</summary>
sealed record FatEntry(double? AtCentroidCm, double MeanCm);
