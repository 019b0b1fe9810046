using Acsa.Imaging;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>A patient's numbers over time, by muscle and side.</summary>
sealed class Trends(SqlLedger ledger, PatientIndex patients)
{
    /// <summary>The patient's of a study. What was refused is left out: it has no number.</summary>
    public async Task<IReadOnlyList<TrendSeries>> OfAsync(string studyUid, CancellationToken stop)
    {
        var rows = new List<(PatientStudy Study, ResultEntry Entry)>();
        foreach (var study in await patients.StudiesLikeAsync(studyUid, stop))
        {
            if (await ledger.FilesAsync(study.StudyUid, stop) is not { } files) continue;
            rows.AddRange(files.Findings.Select(finding => (study, ResultJson.Read<ResultEntry>(finding.Entry)))
                .Where(row => row.Item2 is { Status: not "refused", Structure: not null }));
        }

        return [.. rows.GroupBy(row => (row.Entry.Structure, row.Entry.Laterality))
            .OrderBy(group => group.Key.Structure, StringComparer.Ordinal).ThenBy(group => group.Key.Laterality, StringComparer.Ordinal)
            .SelectMany(group => new[]
            {
                Series(group, "Cross-sectional area", "cm²", entry => (entry.AreaCm2, entry.AreaCm2Interval)),
                Series(group, "Mean grey level", "0 to 255", entry => (entry.Echogenicity?.Mean, entry.Echogenicity?.MeanInterval)),
            }).Where(series => series.Points.Count > 0)];
    }

    static TrendSeries Series(
        IGrouping<(string? Structure, string? Laterality), (PatientStudy Study, ResultEntry Entry)> group, string measure, string unit,
        Func<ResultEntry, (double? Value, IReadOnlyList<double>? Interval)> pick) => new(
        StructureTable.BuiltIn.Find(group.Key.Structure)?.Name ?? group.Key.Structure!, group.Key.Laterality, measure, unit,
        [.. group.Select(row => (row, Picked: pick(row.Entry))).Where(item => item.Picked.Value is not null).Select(item => new TrendPoint(
            item.row.Study.StudyUid, item.row.Study.MadeAt, item.Picked.Value!.Value, item.Picked.Interval?[0], item.Picked.Interval?[^1],
            item.row.Entry.Status, item.row.Entry.Model is { } model ? $"{model.Id} {model.Version}" : null))]);
}
