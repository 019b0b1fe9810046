namespace Acsa.Reporting;

/// <summary>A stored instance as results refer to it.</summary>
public sealed record InstanceReference(string StudyInstanceUid, string SeriesInstanceUid, string SopClassUid, string SopInstanceUid)
{
    /// <summary>
    /// Reads it from the instance's data set; throws <see cref="DicomDataException"/> naming the attribute that is missing or not a UID.
    /// </summary>
    public static InstanceReference Of(DicomDataset instance) => new(
        SourceReference.Uid(instance, DicomTag.StudyInstanceUID),
        SourceReference.Uid(instance, DicomTag.SeriesInstanceUID),
        SourceReference.Uid(instance, DicomTag.SOPClassUID),
        SourceReference.Uid(instance, DicomTag.SOPInstanceUID));
}
