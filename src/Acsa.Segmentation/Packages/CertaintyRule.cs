namespace Acsa.Segmentation;

/// <summary>How the errors of this model are estimated: the manifest's <c>certainty</c>, fitted by training/calibrate.py.</summary>
/// <param name="Mirror">Whether the model is run a second time, on the mirror image, to see whether it repeats itself.</param>
/// <param name="Coverage">Part of true values that the intervals hold, above 0 and below 1; null when <paramref name="Area"/> is.</param>
/// <param name="Area">Half of the area's interval, as a part of the area; null when it was not fitted.</param>
/// <param name="Grey">Half of the mean grey level's interval, in grey levels; null when it was not fitted.</param>
public sealed record CertaintyRule(bool Mirror, double? Coverage, CertaintyWeights? Area, CertaintyWeights? Grey);
