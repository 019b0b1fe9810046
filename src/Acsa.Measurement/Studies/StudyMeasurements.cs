using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>What the images of one study say together.</summary>
/// <param name="Muscles">Each muscle and side, ordered by structure, left before right.</param>
/// <param name="Asymmetries">Each muscle of which both sides have a value.</param>
public sealed record StudyMeasurements(IReadOnlyList<MuscleSummary> Muscles, IReadOnlyList<SideAsymmetry> Asymmetries)
{
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
        var asymmetries =
            from right in muscles
            where right.Laterality == Laterality.Right
            join left in muscles.Where(muscle => muscle.Laterality == Laterality.Left) on right.Structure equals left.Structure
            let difference = SideAsymmetry.Between(right, left)
            where (difference.AreaPercent ?? difference.MeanGreyPercent ?? difference.ThicknessPercent
                ?? difference.VolumePercent) is not null
            select difference;
        return new(muscles, [.. asymmetries]);
    }
}
