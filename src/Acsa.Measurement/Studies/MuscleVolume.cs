namespace Acsa.Measurement;

/// <summary>Volume between cross-sections at stated places.</summary>
public static class MuscleVolume
{
    /// <summary>Fewer slices say nothing about how a muscle swells between its ends.</summary>
    public const int LeastSlices = 3;

    /// <summary>
    /// cm³ between the first and the last slice: truncated cones h/3 · (A₁ + A₂ + √(A₁·A₂)) between neighbours, as DeepACSA has them, but
    /// with each gap's own height. What lies beyond the end slices is not counted.
    /// </summary>
    /// <param name="slices">Position in cm and area in cm², at least three, at different positions, in any order.</param>
    /// <exception cref="ArgumentException">Too few slices, two at one position, or a negative area.</exception>
    public static double Between(IReadOnlyList<(double PositionCm, double AreaCm2)> slices)
    {
        if (slices.Count < LeastSlices)
            throw new ArgumentException($"A volume takes at least {LeastSlices} slices, not {slices.Count}.", nameof(slices));
        var ordered = slices.OrderBy(slice => slice.PositionCm).ToList();
        double volume = 0;
        for (var i = 1; i < ordered.Count; i++)
        {
            var (height, one, two) = (ordered[i].PositionCm - ordered[i - 1].PositionCm, ordered[i - 1].AreaCm2, ordered[i].AreaCm2);
            if (!(height > 0)) throw new ArgumentException($"Two slices lie at {ordered[i].PositionCm} cm.", nameof(slices));
            if (!(one >= 0 && two >= 0)) throw new ArgumentException("An area is negative.", nameof(slices));
            volume += height / 3 * (one + two + Math.Sqrt(one * two));
        }
        return volume;
    }
}
