using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-EVENT-REPORT-RQ (PS3.7 10.3.1.1).</summary>
public sealed class DicomNEventReportRequest : DicomRequest
{
    /// <summary>A request about one SOP instance; its information goes into <see cref="DicomMessage.Dataset"/>.</summary>
    public DicomNEventReportRequest(DicomUID affectedClassUid, DicomUID affectedInstanceUid, ushort eventTypeId)
        : this(new CommandSet
        {
            Field = DicomCommandField.NEventReportRequest,
            SopClassUid = affectedClassUid.UID,
            SopInstanceUid = affectedInstanceUid.UID,
            MessageId = NextMessageId(),
            EventTypeId = eventTypeId,
        })
    {
    }

    internal DicomNEventReportRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Called with the response.</summary>
    public delegate void ResponseDelegate(DicomNEventReportRequest request, DicomNEventReportResponse response);

    /// <summary>Affected SOP Instance UID.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>Event Type ID (0000,1002).</summary>
    public ushort EventTypeID => CommandSet.EventTypeId ?? 0;

    /// <summary>Called with the response.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    // Who opens an association to report something is the SCP on it (PS3.4 J.3.3 for storage commitment).
    internal override (bool? User, bool? Provider) RolesNeeded => (false, true);

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomNEventReportResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) =>
        OnResponseReceived?.Invoke(this, (DicomNEventReportResponse)response);
}
