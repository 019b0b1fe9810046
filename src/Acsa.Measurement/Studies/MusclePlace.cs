namespace Acsa.Measurement;

/// <summary>Whether images lie at one place along a muscle, whose area differs from place to place.</summary>
public static class MusclePlace
{
    // Positions are stated in tenths of a millimetre at best; nearer than this they are one place.
    internal const double SameCm = 0.01;

    /// <summary>Whether both state the same place in cm, or neither states any.</summary>
    public static bool AreSame(double? one, double? other) =>
        one is { } first && other is { } second ? Math.Abs(first - second) < SameCm : one is null && other is null;
}
