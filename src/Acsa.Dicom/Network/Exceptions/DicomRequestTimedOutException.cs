using System.Globalization;

namespace Acsa.Dicom.Network;

/// <summary>The peer did not answer a request in time; the association is aborted with it.</summary>
public class DicomRequestTimedOutException : DicomNetworkException
{
    /// <summary>The request and the time that its answer was given.</summary>
    public DicomRequestTimedOutException(DicomRequest request, TimeSpan timeOut)
        : base(string.Create(CultureInfo.InvariantCulture, $"No response to {request} within {timeOut.TotalSeconds:0.###} s")) =>
        (Request, TimeOut) = (request, timeOut);

    /// <summary>The request without an answer.</summary>
    public DicomRequest Request { get; }

    /// <summary>The time given.</summary>
    public TimeSpan TimeOut { get; }
}
