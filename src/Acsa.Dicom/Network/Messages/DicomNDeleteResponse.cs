using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-DELETE-RSP (PS3.7 10.3.6.2).</summary>
public sealed class DicomNDeleteResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomNDeleteResponse(DicomNDeleteRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomNDeleteResponse(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Affected SOP Instance UID (0000,1000); empty when the peer leaves it out.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");
}
