using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>One muscle on one side over all images of a study. What cannot be given is null, with a reason.</summary>
/// <param name="Structure">Key of config/structures.json.</param>
/// <param name="Images">Instances with a result that counts: status measured.</param>
/// <param name="LeftOut">Instances of this muscle that were refused or that a person has to look at first; they enter no number.</param>
/// <param name="AreaCm2">Average of the repeated images; null where the images lie at different places.</param>
/// <param name="MeanGrey">The same of the mean grey level.</param>
/// <param name="ThicknessCm">The same of the thickness.</param>
/// <param name="Slices">The places along the limb, in their order; empty where none is stated.</param>
/// <param name="VolumeCm3">Between the first and the last slice.</param>
public sealed record MuscleSummary(
    string Structure,
    Laterality Laterality,
    int Images,
    int LeftOut,
    RepeatAverage? AreaCm2,
    RepeatAverage? MeanGrey,
    RepeatAverage? ThicknessCm,
    IReadOnlyList<MuscleSlice> Slices,
    double? VolumeCm3,
    IReadOnlyList<string> Reasons);
