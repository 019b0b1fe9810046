using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>An analysed image or clip of a study.</summary>
/// <param name="Number">Of the instance within the study, from 1.</param>
/// <param name="IsKept">Whether the received file is still held.</param>
/// <param name="Frames">Those that were analysed, in their order.</param>
sealed record StudyImage(string SopInstanceUid, int Number, bool IsKept, IReadOnlyList<StudyFrame> Frames)
{
    public static IReadOnlyList<StudyImage> Of(StudyFiles files)
    {
        var order = files.Instances.Select((file, index) => (file.SopInstanceUid, index)).DistinctBy(pair => pair.SopInstanceUid)
            .ToDictionary(pair => pair.SopInstanceUid, pair => pair.index + 1, StringComparer.Ordinal);
        var kept = files.Instances.Where(file => file.IsKept).Select(file => file.SopInstanceUid).ToHashSet(StringComparer.Ordinal);
        var outlined = files.Results.Where(file => file.IsKept && file.Kind.StartsWith("seg", StringComparison.Ordinal))
            .Select(file => file.SourceUid).ToHashSet(StringComparer.Ordinal);
        return [.. files.Findings.GroupBy(finding => finding.SopInstanceUid, finding => ResultJson.Read<ResultEntry>(finding.Entry))
            .Select(image => new StudyImage(
                image.Key, order.GetValueOrDefault(image.Key), kept.Contains(image.Key),
                [.. image.GroupBy(entry => entry.Frame ?? 1).OrderBy(frame => frame.Key).Select(frame => new StudyFrame(
                    frame.Key, outlined.Contains(image.Key) && frame.Any(entry => entry.Model is not null && entry.Echogenicity is not null),
                    [.. frame]))]))
            .OrderBy(image => image.Number)];
    }
}
