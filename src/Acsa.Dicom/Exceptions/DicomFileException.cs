namespace Acsa.Dicom;

/// <summary>A file cannot be read as DICOM, or cannot be written.</summary>
public class DicomFileException : DicomDataException
{
    /// <summary>A failure with this message.</summary>
    public DicomFileException(DicomFile file, string message) : base(message) => File = file;

    /// <summary>A failure with this message and its cause.</summary>
    public DicomFileException(DicomFile file, string message, Exception? innerException) : base(message, innerException) => File = file;

    /// <summary>What was read before the failure.</summary>
    public DicomFile File { get; }
}
