using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-ACTION-RSP (PS3.7 10.3.4.2).</summary>
public sealed class DicomNActionResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomNActionResponse(DicomNActionRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomNActionResponse(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Affected SOP Instance UID (0000,1000); empty when the peer leaves it out.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>Action Type ID (0000,1008).</summary>
    public ushort ActionTypeID => CommandSet.ActionTypeId ?? 0;
}
