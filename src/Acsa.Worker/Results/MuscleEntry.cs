using Acsa.Measurement;

namespace Acsa.Worker.Results;

/// <summary>One muscle on one side over a study.</summary>
/// <param name="Laterality">left, right or null.</param>
sealed record MuscleEntry(
    string Structure,
    string? Laterality,
    int Images,
    int LeftOut,
    RepeatAverage? AreaCm2,
    RepeatAverage? MeanGrey,
    RepeatAverage? ThicknessCm,
    IReadOnlyList<MuscleSlice> Slices,
    double? VolumeCm3,
    IReadOnlyList<string> Reasons)
{
    public static MuscleEntry From(MuscleSummary muscle) => new(
        muscle.Structure, ResultEntry.NameOf(muscle.Laterality), muscle.Images, muscle.LeftOut, muscle.AreaCm2, muscle.MeanGrey,
        muscle.ThicknessCm, muscle.Slices, muscle.VolumeCm3, muscle.Reasons);
}
