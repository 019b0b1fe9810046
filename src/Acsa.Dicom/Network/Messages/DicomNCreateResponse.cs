using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-CREATE-RSP (PS3.7 10.3.5.2).</summary>
public sealed class DicomNCreateResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomNCreateResponse(DicomNCreateRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomNCreateResponse(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Affected SOP Instance UID (0000,1000); empty when the peer leaves it out.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");
}
