namespace Acsa.Dicom;

/// <summary>Any failure that comes from DICOM data or from a DICOM peer.</summary>
public abstract class DicomException : Exception
{
    /// <summary>A failure with this message.</summary>
    protected DicomException(string message) : base(message)
    {
    }

    /// <summary>A failure with this message and its cause.</summary>
    protected DicomException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
