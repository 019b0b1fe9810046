namespace Acsa.Segmentation;

/// <summary>Half of an interval: a constant, and how it grows with the signs of doubt. None is negative.</summary>
/// <param name="Sweep">Factor of what another threshold would change.</param>
/// <param name="Mirror">Factor of what the mirror image changes.</param>
public sealed record CertaintyWeights(double Constant, double Sweep, double Mirror);
