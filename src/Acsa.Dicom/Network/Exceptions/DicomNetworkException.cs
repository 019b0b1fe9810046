namespace Acsa.Dicom.Network;

/// <summary>A failure between this node and a peer.</summary>
public class DicomNetworkException : DicomException
{
    /// <summary>A failure with this message.</summary>
    public DicomNetworkException(string message) : base(message)
    {
    }

    /// <summary>A failure with this message and its cause.</summary>
    public DicomNetworkException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
