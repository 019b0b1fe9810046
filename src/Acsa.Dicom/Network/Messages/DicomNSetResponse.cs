using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-SET-RSP (PS3.7 10.3.3.2).</summary>
public sealed class DicomNSetResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomNSetResponse(DicomNSetRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomNSetResponse(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Affected SOP Instance UID (0000,1000); empty when the peer leaves it out.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");
}
