namespace Acsa.Reporting;

/// <summary>One instance to be stored in the PACS.</summary>
/// <param name="FrameNumber">
/// 1-based frame of the source that a secondary capture shows; null where the instance speaks of all frames.
/// </param>
public sealed record ResultInstance(ResultKind Kind, int? FrameNumber, DicomFile File)
{
    /// <summary>Names of the receivers that it is for; null for all that want its kind.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }

    public string SopClassUid => File.Dataset.GetString(DicomTag.SOPClassUID);

    public string SopInstanceUid => File.Dataset.GetString(DicomTag.SOPInstanceUID);
}
