using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>C-STORE-RSP (PS3.7 9.3.1.2).</summary>
public sealed class DicomCStoreResponse : DicomResponse
{
    /// <summary>The response to a request; it names the SOP instance that was stored.</summary>
    public DicomCStoreResponse(DicomCStoreRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomCStoreResponse(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Affected SOP Instance UID (0000,1000); empty when the peer leaves it out.</summary>
    public DicomUID AffectedSOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");
}
