namespace Acsa.Reporting;

/// <summary>A stored instance as results refer to it.</summary>
public sealed record InstanceReference(string StudyInstanceUid, string SeriesInstanceUid, string SopClassUid, string SopInstanceUid)
{
    /// <summary>Which kind of result it is; null where that is not known.</summary>
    public ResultKind? Kind { get; init; }

    /// <summary>
    /// Names of the receivers that were sent it and were not told since to hide it; null where that is not known, so that all may have it.
    /// </summary>
    public IReadOnlyList<string>? HeldBy { get; init; }

    /// <summary>Whether a receiver was told to hide it: under the same UID it would stay hidden there.</summary>
    public bool IsRejected { get; init; }

    /// <summary>
    /// Reads it from the instance's data set; throws <see cref="DicomDataException"/> naming the attribute that is missing or not a UID.
    /// </summary>
    public static InstanceReference Of(DicomDataset instance) => new(
        SourceReference.Uid(instance, DicomTag.StudyInstanceUID),
        SourceReference.Uid(instance, DicomTag.SeriesInstanceUID),
        SourceReference.Uid(instance, DicomTag.SOPClassUID),
        SourceReference.Uid(instance, DicomTag.SOPInstanceUID));
}
