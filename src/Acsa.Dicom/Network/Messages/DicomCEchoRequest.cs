using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>C-ECHO-RQ (PS3.7 9.3.5.1).</summary>
public sealed class DicomCEchoRequest : DicomRequest
{
    /// <summary>A request to verify that the peer speaks DICOM.</summary>
    public DicomCEchoRequest()
        : this(new CommandSet
        {
            Field = DicomCommandField.CEchoRequest,
            SopClassUid = DicomUID.Verification.UID,
            MessageId = NextMessageId(),
        })
    {
    }

    internal DicomCEchoRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Called with the response.</summary>
    public delegate void ResponseDelegate(DicomCEchoRequest request, DicomCEchoResponse response);

    /// <summary>Called with the response.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(DicomUID.Verification, [DicomTransferSyntax.ImplicitVRLittleEndian])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) => new DicomCEchoResponse(command);

    private protected override void PostResponse(DicomResponse response) => OnResponseReceived?.Invoke(this, (DicomCEchoResponse)response);
}
