namespace Acsa.Dicom.Imaging.Codec;

/// <summary>
/// A frame that cannot be encoded or decoded: no codec for its transfer syntax, or a damaged, truncated or unsupported stream.
/// </summary>
public class DicomCodecException : DicomException
{
    /// <summary>Creates the exception with its sentence.</summary>
    public DicomCodecException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and cause.</summary>
    public DicomCodecException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
