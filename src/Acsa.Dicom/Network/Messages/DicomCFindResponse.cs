using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>C-FIND-RSP (PS3.7 9.3.2.2).</summary>
public sealed class DicomCFindResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomCFindResponse(DicomCFindRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomCFindResponse(CommandSet command)
        : base(command)
    {
    }
}
