namespace Acsa.Measurement;

/// <summary>A cross-section at a stated place.</summary>
/// <param name="PositionCm">Along the limb.</param>
/// <param name="AreaCm2">Mean of the repeated images at this place; null when none of them was measured.</param>
/// <param name="Images">Instances averaged.</param>
public sealed record MuscleSlice(double PositionCm, double? AreaCm2, int Images);
