namespace Acsa.Segmentation;

/// <summary>The probabilities of one structure over the analysis area, on its own pixel grid.</summary>
/// <param name="MeanInside">Mean over the mask; null when the mask is empty.</param>
/// <param name="MeanOutside">Mean over the rest; null when there is none.</param>
/// <param name="ExpectedPixels">Sum of all probabilities: the size the model expects, whatever the threshold.</param>
/// <param name="PixelsFromQuarter">Pixels of 0.25 and more.</param>
/// <param name="PixelsFromThreeQuarters">Pixels of 0.75 and more: with <paramref name="PixelsFromQuarter"/>, the border's
/// sharpness.</param>
public sealed record ProbabilityStatistics(
    double? MeanInside, double? MeanOutside, double ExpectedPixels, long PixelsFromQuarter, long PixelsFromThreeQuarters);
