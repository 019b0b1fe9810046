namespace Acsa.Dicom.Network;

/// <summary>A service that reports on the same association after it has answered an N-ACTION.</summary>
public interface IDicomNEventReportRequestProvider
{
    /// <summary>
    /// The response to an N-ACTION has left: the report may now be sent with <see cref="DicomService.SendRequestAsync"/>.
    /// </summary>
    Task OnSendNEventReportRequestAsync(DicomNActionRequest request);
}
