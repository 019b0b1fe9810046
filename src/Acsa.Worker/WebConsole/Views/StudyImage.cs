using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>An analysed frame of a study with what was found in it.</summary>
/// <param name="Number">Of the instance within the study, from 1.</param>
/// <param name="Frame">From 1.</param>
/// <param name="IsKept">Whether the received file is still held.</param>
/// <param name="HasOutline">Whether a Segmentation of it is still held and something was outlined.</param>
sealed record StudyImage(string SopInstanceUid, int Number, int Frame, bool IsKept, bool HasOutline, IReadOnlyList<ResultEntry> Entries)
{
    public static IReadOnlyList<StudyImage> Of(StudyFiles files)
    {
        var order = files.Instances.Select((file, index) => (file.SopInstanceUid, index)).DistinctBy(pair => pair.SopInstanceUid)
            .ToDictionary(pair => pair.SopInstanceUid, pair => pair.index + 1, StringComparer.Ordinal);
        var kept = files.Instances.Where(file => file.IsKept).Select(file => file.SopInstanceUid).ToHashSet(StringComparer.Ordinal);
        var outlined = files.Results.Where(file => file.IsKept && file.Kind.StartsWith("seg", StringComparison.Ordinal))
            .Select(file => file.SourceUid).ToHashSet(StringComparer.Ordinal);
        return [.. files.Findings.Select(finding => (Uid: finding.SopInstanceUid, Entry: ResultJson.Read<ResultEntry>(finding.Entry)))
            .GroupBy(row => (row.Uid, Frame: row.Entry.Frame ?? 1))
            .Select(group => new StudyImage(
                group.Key.Uid, order.GetValueOrDefault(group.Key.Uid), group.Key.Frame, kept.Contains(group.Key.Uid),
                outlined.Contains(group.Key.Uid) && group.Any(row => row.Entry.Model is not null && row.Entry.Echogenicity is not null),
                [.. group.Select(row => row.Entry)]))
            .OrderBy(image => image.Number).ThenBy(image => image.Frame)];
    }
}
