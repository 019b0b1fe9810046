using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-ACTION-RQ (PS3.7 10.3.4.1).</summary>
public sealed class DicomNActionRequest : DicomRequest
{
    /// <summary>A request about one SOP instance; its information goes into <see cref="DicomMessage.Dataset"/>.</summary>
    public DicomNActionRequest(DicomUID requestedClassUid, DicomUID requestedInstanceUid, ushort actionTypeId)
        : this(new CommandSet
        {
            Field = DicomCommandField.NActionRequest,
            SopClassUid = requestedClassUid.UID,
            SopInstanceUid = requestedInstanceUid.UID,
            MessageId = NextMessageId(),
            ActionTypeId = actionTypeId,
        })
    {
    }

    internal DicomNActionRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Called with the response.</summary>
    public delegate void ResponseDelegate(DicomNActionRequest request, DicomNActionResponse response);

    /// <summary>Requested SOP Instance UID.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>Action Type ID (0000,1008).</summary>
    public ushort ActionTypeID => CommandSet.ActionTypeId ?? 0;

    /// <summary>Called with the response.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomNActionResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) =>
        OnResponseReceived?.Invoke(this, (DicomNActionResponse)response);
}
