using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-CREATE-RQ (PS3.7 10.3.5.1).</summary>
public sealed class DicomNCreateRequest : DicomRequest
{
    /// <summary>A request to create one SOP instance; its attributes go into <see cref="DicomMessage.Dataset"/>.</summary>
    public DicomNCreateRequest(DicomUID affectedClassUid, DicomUID affectedInstanceUid)
        : this(new CommandSet
        {
            Field = DicomCommandField.NCreateRequest,
            SopClassUid = affectedClassUid.UID,
            SopInstanceUid = affectedInstanceUid.UID,
            MessageId = NextMessageId(),
        })
    {
    }

    internal DicomNCreateRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Called with the response.</summary>
    public delegate void ResponseDelegate(DicomNCreateRequest request, DicomNCreateResponse response);

    /// <summary>Affected SOP Instance UID.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>Called with the response.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomNCreateResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) =>
        OnResponseReceived?.Invoke(this, (DicomNCreateResponse)response);
}
