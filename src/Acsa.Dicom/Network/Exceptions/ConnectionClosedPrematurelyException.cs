namespace Acsa.Dicom.Network;

/// <summary>The connection closed, or broke, while an answer was still owed.</summary>
public class ConnectionClosedPrematurelyException : DicomNetworkException
{
    /// <summary>A close without a known cause.</summary>
    public ConnectionClosedPrematurelyException() : this(null)
    {
    }

    /// <summary>A break and its cause.</summary>
    public ConnectionClosedPrematurelyException(Exception? innerException)
        : base("The connection closed before all responses had arrived.", innerException)
    {
    }
}
