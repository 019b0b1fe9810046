namespace Acsa.Dicom;

/// <summary>A data set holds what it may not hold, or lacks what was asked for.</summary>
public class DicomDataException : DicomException
{
    /// <summary>A failure with this message.</summary>
    public DicomDataException(string message) : base(message)
    {
    }

    /// <summary>A failure with this message and its cause.</summary>
    public DicomDataException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
