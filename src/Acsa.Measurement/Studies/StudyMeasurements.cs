using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>What the images of one study say together.</summary>
/// <param name="Muscles">Each muscle and side, ordered by structure, left before right.</param>
/// <param name="Asymmetries">Each muscle of which both sides have a value.</param>
public sealed record StudyMeasurements(IReadOnlyList<MuscleSummary> Muscles, IReadOnlyList<SideAsymmetry> Asymmetries)
{
    private const string Apart = "No difference of the sides: their images do not lie at the same places along the muscle.";

    /// <summary>Whether they say more than each image says of itself: a repeated image, both sides of a muscle, or a volume.</summary>
    public bool SaysMoreThanItsImages => Asymmetries.Count > 0 || Muscles.Any(muscle => muscle.VolumeCm3 is not null
        || muscle.AreaCm2?.Images > 1 || muscle.MeanGrey?.Images > 1 || muscle.ThicknessCm?.Images > 1);

    /// <summary>Summarises the images of one study, in any order. Images of which the muscle is not known do not enter.</summary>
    public static StudyMeasurements Of(IEnumerable<MuscleImage> images)
    {
        var muscles = images.Where(image => image.Structure is not null)
            .GroupBy(image => (Structure: image.Structure!, image.Laterality))
            .OrderBy(group => group.Key.Structure, StringComparer.Ordinal).ThenBy(group => group.Key.Laterality)
            .Select(group => MuscleSummariser.Summarise(group.Key.Structure, group.Key.Laterality, [.. group]))
            .ToList();
        var (asymmetries, apart) = (new List<SideAsymmetry>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var right in muscles.Where(muscle => muscle.Laterality == Laterality.Right))
        {
            if (muscles.Find(muscle => muscle.Laterality == Laterality.Left && muscle.Structure == right.Structure) is not { } left)
                continue;
            var difference = SideAsymmetry.Between(right, left);
            if ((difference.AreaPercent ?? difference.MeanGreyPercent ?? difference.ThicknessPercent ?? difference.VolumePercent) is null)
                continue;
            if (LieTogether(right.Slices, left.Slices)) asymmetries.Add(difference);
            else apart.Add(right.Structure);
        }
        return new(
            [
                .. muscles.Select(muscle => muscle.Laterality == Laterality.Unknown || !apart.Contains(muscle.Structure) ? muscle
                    : muscle with { Reasons = [.. muscle.Reasons, Apart] }),
            ],
            asymmetries);
    }

    // A side that states no place may be anywhere, which nobody can tell from the usual one.
    private static bool LieTogether(IReadOnlyList<MuscleSlice> one, IReadOnlyList<MuscleSlice> other) =>
        one.Count == 0 || other.Count == 0
        || (MusclePlace.AreSame(one[0].PositionCm, other[0].PositionCm) && MusclePlace.AreSame(one[^1].PositionCm, other[^1].PositionCm));
}
