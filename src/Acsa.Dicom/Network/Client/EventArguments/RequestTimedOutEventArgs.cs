namespace Acsa.Dicom.Network.Client.EventArguments;

/// <summary>A request that got no response in time.</summary>
public class RequestTimedOutEventArgs(DicomRequest request, TimeSpan timeout) : EventArgs
{
    /// <summary>The request.</summary>
    public DicomRequest Request { get; } = request;

    /// <summary>The time given.</summary>
    public TimeSpan Timeout { get; } = timeout;
}
