using Acsa.Measurement;

namespace Acsa.Worker.Results;

/// <summary>What the images of a study say together (docs/measurements.md); what cannot be given is null, with a reason.</summary>
sealed record StudyEntry(string StudyInstanceUid, IReadOnlyList<MuscleEntry> Muscles, IReadOnlyList<SideAsymmetry> Asymmetries)
{
    public static StudyEntry From(string studyInstanceUid, StudyMeasurements summary) =>
        new(studyInstanceUid, [.. summary.Muscles.Select(MuscleEntry.From)], summary.Asymmetries);
}
