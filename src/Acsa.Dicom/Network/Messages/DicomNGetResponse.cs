using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-GET-RSP (PS3.7 10.3.2.2).</summary>
public sealed class DicomNGetResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomNGetResponse(DicomNGetRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomNGetResponse(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Affected SOP Instance UID (0000,1000); empty when the peer leaves it out.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");
}
