using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Ledger;
using Acsa.Worker.Priors;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>A patient's numbers over time, by muscle and side: of the studies that the ledger holds, and what it kept of those that it has
/// forgotten.</summary>
sealed class Trends(SqlLedger ledger)
{
    /// <summary>The patient's of a study. What was refused is left out: it has no number.</summary>
    public async Task<IReadOnlyList<TrendSeries>> OfAsync(string studyUid, CancellationToken stop)
    {
        var past = await ledger.PatientAsync(studyUid, stop);
        var priors = past.Priors.Select(ResultJson.Read<PriorEntry>).ToList();
        var scanners = priors.DistinctBy(prior => prior.Image).ToDictionary(prior => prior.Image, ScannerOf, StringComparer.Ordinal);
        var rows = new List<Row>();
        foreach (var study in past.Studies)
        {
            if (await ledger.FilesAsync(study.StudyInstanceUid, stop) is not { } files) continue;
            rows.AddRange(files.Findings.Select(finding => (finding.SopInstanceUid, Entry: ResultJson.Read<ResultEntry>(finding.Entry)))
                .Where(row => row.Entry is { Status: not "refused", Structure: not null })
                .Select(row => new Row(
                    study.StudyInstanceUid, study.StudyDate, true, row.Entry, scanners.GetValueOrDefault(row.SopInstanceUid))));
        }

        var held = past.Studies.Select(study => study.StudyInstanceUid).ToHashSet(StringComparer.Ordinal);
        rows.AddRange(priors.Where(prior => !held.Contains(prior.StudyInstanceUid)).Select(prior => new Row(
            prior.StudyInstanceUid, DateOnly.ParseExact(prior.StudyDate, "yyyyMMdd", CultureInfo.InvariantCulture), false, EntryOf(prior),
            ScannerOf(prior))));
        // A muscle is of another size at another place: a line through both would show a change that nobody measured.
        return [.. rows.OrderBy(row => row.Date).GroupBy(row => (row.Entry.Structure, row.Entry.Laterality, Place: PlaceOf(row.Entry)))
            .OrderBy(group => group.Key.Structure, StringComparer.Ordinal).ThenBy(group => group.Key.Laterality, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Place)
            .SelectMany(group => new[]
            {
                Series(group, "Cross-sectional area", "cm²", entry => (entry.AreaCm2, entry.AreaInterval())),
                Series(group, "Mean grey level", "0 to 255", entry => (entry.Echogenicity?.Mean, entry.GreyInterval())),
            }).Where(series => series.Points.Count > 0)];
    }

    static TrendSeries Series(
        IGrouping<(string? Structure, string? Laterality, double? Place), Row> group, string measure, string unit,
        Func<ResultEntry, (double? Value, ErrorInterval? Interval)> pick) => new(
        (StructureTable.BuiltIn.Find(group.Key.Structure)?.Name ?? group.Key.Structure!)
            + (group.Key.Place is { } cm ? string.Create(CultureInfo.InvariantCulture, $" at {cm:0.#} cm") : ""),
        group.Key.Laterality, measure, unit,
        [.. group.Select(row => (row, Picked: pick(row.Entry))).Where(item => item.Picked.Value is not null).Select(item => new TrendPoint(
            item.row.StudyUid, item.row.Date.ToDateTime(TimeOnly.MinValue), item.Picked.Value!.Value, item.Picked.Interval,
            item.row.Entry.Status, item.row.Entry.Model is { } model ? $"{model.Id} {model.Version}" : null,
            item.row.Scanner, item.row.IsHeld))]);

    // To the millimetre.
    static double? PlaceOf(ResultEntry entry) => entry.SlicePosition is { } place ? Math.Round(place.Cm, 1) : null;

    static string? ScannerOf(PriorEntry prior) =>
        string.Join(" · ", new[] { $"{prior.Manufacturer} {prior.Model}".Trim(), prior.Transducer, prior.Preset }
            .Where(part => !string.IsNullOrEmpty(part)))
            is { Length: > 0 } name ? name : null;

    // What the ledger keeps of a study that it has forgotten was measured, and nobody had to look at it first.
    static ResultEntry EntryOf(PriorEntry prior) => new(
        "", prior.Image, null, prior.Structure, prior.Laterality, "measured", [], prior.AreaCm2, null,
        prior.MeanGrey is { } grey ? new EchogenicityEntry(grey, double.NaN, double.NaN, 0, null) : null,
        null, null, null, null, null, null)
    {
        SlicePosition = prior.PositionCm is { } cm ? new(cm, SlicePlace.SliceLocation) : null,
    };

    sealed record Row(string StudyUid, DateOnly Date, bool IsHeld, ResultEntry Entry, string? Scanner);
}
