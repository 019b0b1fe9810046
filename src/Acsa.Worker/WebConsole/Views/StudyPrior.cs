using Acsa.Reporting;
using Acsa.Worker.Priors;
using Acsa.Worker.Results;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>What an image's area is beside the last earlier study of the same person, as a report states it; as the ledger knows it
/// now.</summary>
/// <param name="Date">YYYY-MM-DD, of the earlier study.</param>
/// <param name="ChangePercent">Null when none may be given; <paramref name="Difference"/> says why.</param>
sealed record StudyPrior(
    string SopInstanceUid, string Structure, string Laterality, double AreaCm2, string Date, double AreaBeforeCm2, int ImagesBefore,
    double? ChangePercent, string? Difference)
{
    public static IReadOnlyList<StudyPrior> Of(string studyUid, IReadOnlyList<PriorEntry> priors) =>
    [
        .. priors.Where(prior => prior.StudyInstanceUid == studyUid).GroupBy(prior => (prior.Image, prior.Structure, prior.Laterality))
            .Select(now => Of(now.First(), now.Average(prior => prior.AreaCm2), priors)).OfType<StudyPrior>()
            .OrderBy(prior => prior.Structure, StringComparer.Ordinal).ThenBy(prior => prior.Laterality, StringComparer.Ordinal),
    ];

    static StudyPrior? Of(PriorEntry now, double area, IReadOnlyList<PriorEntry> priors)
    {
        var earlier = priors.Where(prior => string.CompareOrdinal(prior.StudyDate, now.StudyDate) < 0).ToList();
        var setting = new Measurement.ScannerSetting(now.Manufacturer, now.Model, now.Transducer, now.Preset);
        return PriorChoice.Compare(now.Structure, ResultEntry.LateralityOf(now.Laterality), area, setting, earlier, now.PositionCm) is { } found
            ? new(now.Image, now.Structure, now.Laterality, area,
                found.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), found.AreaCm2, found.Images, found.Change, found.Difference) : null;
    }
}
