using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-SET-RQ (PS3.7 10.3.3.1).</summary>
public sealed class DicomNSetRequest : DicomRequest
{
    /// <summary>A request to change one SOP instance; the changes go into <see cref="DicomMessage.Dataset"/>.</summary>
    public DicomNSetRequest(DicomUID requestedClassUid, DicomUID requestedInstanceUid)
        : this(new CommandSet
        {
            Field = DicomCommandField.NSetRequest,
            SopClassUid = requestedClassUid.UID,
            SopInstanceUid = requestedInstanceUid.UID,
            MessageId = NextMessageId(),
        })
    {
    }

    internal DicomNSetRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Called with the response.</summary>
    public delegate void ResponseDelegate(DicomNSetRequest request, DicomNSetResponse response);

    /// <summary>Requested SOP Instance UID.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>Called with the response.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomNSetResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) => OnResponseReceived?.Invoke(this, (DicomNSetResponse)response);
}
