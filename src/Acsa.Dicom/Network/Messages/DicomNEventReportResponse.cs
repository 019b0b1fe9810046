using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-EVENT-REPORT-RSP (PS3.7 10.3.1.2).</summary>
public sealed class DicomNEventReportResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomNEventReportResponse(DicomNEventReportRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomNEventReportResponse(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Affected SOP Instance UID (0000,1000); empty when the peer leaves it out.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>Event Type ID (0000,1002).</summary>
    public ushort EventTypeID => CommandSet.EventTypeId ?? 0;
}
