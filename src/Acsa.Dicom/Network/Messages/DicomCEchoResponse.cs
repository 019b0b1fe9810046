using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>C-ECHO-RSP (PS3.7 9.3.5.2).</summary>
public sealed class DicomCEchoResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomCEchoResponse(DicomCEchoRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomCEchoResponse(CommandSet command)
        : base(command)
    {
    }
}
