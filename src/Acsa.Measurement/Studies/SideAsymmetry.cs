namespace Acsa.Measurement;

/// <summary>
/// Difference of the sides of one muscle: symmetry index 100 · (R − L) / ((R + L) / 2) in percent (Robinson, Herzog, Nigg, J Manipulative
/// Physiol Ther 1987;10:172–176). Positive: the right side is larger. Null where a side has no value.
/// </summary>
/// <param name="Structure">Key of config/structures.json.</param>
public sealed record SideAsymmetry(
    string Structure, double? AreaPercent, double? MeanGreyPercent, double? ThicknessPercent, double? VolumePercent)
{
    /// <summary>Null when a side is missing or both are 0.</summary>
    public static double? Index(double? right, double? left) =>
        right is { } r && left is { } l && r + l > 0 ? 100 * (r - l) / ((r + l) / 2) : null;

    internal static SideAsymmetry Between(MuscleSummary right, MuscleSummary left) => new(
        right.Structure,
        Index(right.AreaCm2?.Mean, left.AreaCm2?.Mean),
        Index(right.MeanGrey?.Mean, left.MeanGrey?.Mean),
        Index(right.ThicknessCm?.Mean, left.ThicknessCm?.Mean),
        Index(right.VolumeCm3, left.VolumeCm3));
}
