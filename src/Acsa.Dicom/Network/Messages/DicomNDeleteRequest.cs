using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-DELETE-RQ (PS3.7 10.3.6.1).</summary>
public sealed class DicomNDeleteRequest : DicomRequest
{
    /// <summary>A request to delete one SOP instance.</summary>
    public DicomNDeleteRequest(DicomUID requestedClassUid, DicomUID requestedInstanceUid)
        : this(new CommandSet
        {
            Field = DicomCommandField.NDeleteRequest,
            SopClassUid = requestedClassUid.UID,
            SopInstanceUid = requestedInstanceUid.UID,
            MessageId = NextMessageId(),
        })
    {
    }

    internal DicomNDeleteRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Called with the response.</summary>
    public delegate void ResponseDelegate(DicomNDeleteRequest request, DicomNDeleteResponse response);

    /// <summary>Requested SOP Instance UID.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>Called with the response.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomNDeleteResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) =>
        OnResponseReceived?.Invoke(this, (DicomNDeleteResponse)response);
}
