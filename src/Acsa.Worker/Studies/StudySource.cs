using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Studies;

/// <summary>An image of a study as its summary needs it.</summary>
/// <param name="Header">Its data set without pixels; null when the file is not held, or not readable, any more.</param>
sealed record StudySource(AnalysedImage Image, IReadOnlyList<ResultEntry> Entries, DicomDataset? Header)
{
    /// <summary>Whose image it is, by its own word; null when it cannot be asked.</summary>
    public string? Person =>
        Header is { } header ? $"{Text(header, DicomTag.IssuerOfPatientID)}\u001f{Text(header, DicomTag.PatientID)}" : null;

    /// <summary>What it was made with; null when it cannot be asked.</summary>
    public ScannerSetting? Setting => Header is { } header ? ImageFacts.Read(header).Setting : null;

    public static StudySource Read(AnalysedImage image, string file) =>
        new(image, [.. image.Entries.Select(ResultJson.Read<ResultEntry>)], Open(image, file));

    /// <summary>The frames of it whose numbers are counted.</summary>
    public IEnumerable<StudyReportImage> Counted()
    {
        var instance = Header is { } header ? InstanceReference.Of(header) : null;
        var hasFrames = Header?.Contains(DicomTag.NumberOfFrames) == true;
        return FramePictures.Unambiguous(Entries.Where(entry => entry is { Structure: not null, Status: "measured" }),
            entry => (entry.Structure, ResultEntry.LateralityOf(entry.Laterality), entry.Frame ?? 1)).Select(entry => new StudyReportImage(
            Image.SopInstanceUid, entry.Frame ?? 1, instance, hasFrames, entry.Structure!, ResultEntry.LateralityOf(entry.Laterality),
            entry.Model is { } model ? new(model.Id, model.Version, model.Sha256) : null, entry.IsEdited));
    }

    static DicomDataset? Open(AnalysedImage image, string file)
    {
        if (image.IsRemoved) return null;
        try
        {
            return DicomFile.Open(file, FileReadOption.SkipLargeTags).Dataset;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or DicomFileException
        {
            InnerException: not IOException or FileNotFoundException or DirectoryNotFoundException,
        })
        {
            return null; // Lost or damaged: what was measured in it still counts.
        }
    }

    static string Text(DicomDataset data, DicomTag tag) => data.TryGetString(tag, out var text) ? text.Trim(' ', '\0') : "";
}
