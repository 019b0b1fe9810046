namespace Acsa.Dicom;

/// <summary>What else can be done with files.</summary>
public static class DicomFileExtensions
{
    /// <summary>A copy; changes of either do not reach the other.</summary>
    public static DicomFile Clone(this DicomFile original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return new DicomFile(original.Dataset.Clone(), new DicomFileMetaInformation(original.FileMetaInfo));
    }
}
