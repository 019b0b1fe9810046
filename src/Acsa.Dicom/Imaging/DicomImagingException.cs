namespace Acsa.Dicom.Imaging;

/// <summary>Pixel data that do not fit what the data set says of them, or that this library does not render.</summary>
public class DicomImagingException : DicomException
{
    /// <summary>Creates the exception with its sentence.</summary>
    public DicomImagingException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and cause.</summary>
    public DicomImagingException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
