using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Priors;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Gathers what is shown of a study.</summary>
sealed class StudyViews(SqlLedger ledger, LiveConfiguration live, SpoolFolder spool)
{
    /// <summary>Null when the ledger knows nothing of the UID.</summary>
    public async Task<StudyView?> ReadAsync(string uid, CancellationToken stop)
    {
        if (await ledger.EvidenceAsync(uid, stop) is not { } study) return null;
        var files = await ledger.FilesAsync(study.StudyUid, stop) ?? new StudyFiles([], [], []);
        var entries = files.Findings.Select(finding => ResultJson.Read<ResultEntry>(finding.Entry));
        var past = await ledger.PatientAsync(study.StudyUid, stop);
        return new(
            study, await ledger.EventsAsync(study.StudyUid, stop), StudyImage.Of(files), StudyStage.Run(entries).FirstOrDefault(),
            StudyPrior.Of(study.StudyUid, [.. past.Priors.Select(ResultJson.Read<PriorEntry>)]),
            await EditsAsync(study.StudyUid, files, stop),
            DestinationForms.Of(study, live.Current.Destinations));
    }

    async Task<IReadOnlyList<StudyEdit>> EditsAsync(string studyUid, StudyFiles files, CancellationToken stop)
    {
        var edits = (await ledger.StudyEditsAsync(studyUid, stop)).Select(ResultJson.Read<EditEntry>).ToList();
        var held = files.Instances.Where(file => file.IsKept).DistinctBy(file => file.SopInstanceUid)
            .ToDictionary(file => file.SopInstanceUid, file => spool.PathOf(file.File), StringComparer.Ordinal);
        // One object brings many outlines.
        var readers = edits.DistinctBy(edit => edit.Segmentation).ToDictionary(edit => edit.Segmentation, edit =>
            ReaderOf(held.GetValueOrDefault(edit.Segmentation), held.GetValueOrDefault(edit.SopInstanceUid)), StringComparer.Ordinal);
        return [.. edits.Select(edit => new StudyEdit(edit, readers[edit.Segmentation]))];
    }

    // As the report names him: Content Creator's Name, else an operator who is not the image's.
    static string? ReaderOf(string? edited, string? image)
    {
        if (Header(edited) is not { } of) return null;
        if (of.GetSingleValueOrDefault(DicomTag.ContentCreatorName, "").Trim() is { Length: > 0 } creator) return creator;
        return SegmentationObject.FirstName(of) is { Length: > 0 } name && Header(image) is { } source
            && SegmentationObject.FirstName(source) != name ? name : null;
    }

    static DicomDataset? Header(string? file)
    {
        try
        {
            return file is null ? null : DicomFile.Open(file, FileReadOption.SkipLargeTags).Dataset;
        }
        catch (Exception error) when (error is DicomException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
