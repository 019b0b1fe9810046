using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Results;

namespace Acsa.Worker.Studies;

/// <summary>After the images: what they say together. It works on entries of results.json, which the ledger keeps too.</summary>
static class StudyStage
{
    /// <summary>The summary of one study's entries, in any order.</summary>
    public static StudyMeasurements Summarise(IEnumerable<ResultEntry> entries) =>
        StudyMeasurements.Of(entries.Select(ImageOf).OfType<MuscleImage>());

    /// <summary>One entry for each study that has a muscle to summarise, in the order of their first images.</summary>
    public static IReadOnlyList<StudyEntry> Run(IEnumerable<ResultEntry> entries) =>
    [
        .. entries.Where(entry => entry.StudyInstanceUid is not null).GroupBy(entry => entry.StudyInstanceUid!, StringComparer.Ordinal)
            .Select(study => StudyEntry.From(study.Key, Summarise(study))).Where(study => study.Muscles.Count > 0),
    ];

    static MuscleImage? ImageOf(ResultEntry entry) => entry.SopInstanceUid is null ? null : new(
        entry.SopInstanceUid, entry.Frame ?? 1, entry.Structure, ResultEntry.LateralityOf(entry.Laterality),
            ResultEntry.StatusOf(entry.Status),
        entry.AreaCm2, entry.Echogenicity?.Mean, entry.ThicknessCm, entry.SlicePosition?.Cm)
    {
        AreaCm2Interval = entry.AreaInterval(), MeanGreyInterval = entry.GreyInterval(),
    };
}
