using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>
/// C-MOVE-RQ (PS3.7 9.3.4.1) in the study root model. The peer sends to a third title, which it must know.
/// </summary>
public sealed class DicomCMoveRequest : DicomPriorityRequest
{
    /// <summary>Retrieves a study.</summary>
    public DicomCMoveRequest(string destinationAe, string studyInstanceUid, DicomPriority priority = DicomPriority.Medium)
        : this(destinationAe, QueryRetrieveIdentifier.OfRetrieve(studyInstanceUid), priority)
    {
    }

    /// <summary>Retrieves a series.</summary>
    public DicomCMoveRequest(
        string destinationAe, string studyInstanceUid, string seriesInstanceUid, DicomPriority priority = DicomPriority.Medium)
        : this(destinationAe, QueryRetrieveIdentifier.OfRetrieve(studyInstanceUid, seriesInstanceUid), priority)
    {
    }

    /// <summary>Retrieves an instance.</summary>
    public DicomCMoveRequest(
        string destinationAe, string studyInstanceUid, string seriesInstanceUid, string sopInstanceUid,
        DicomPriority priority = DicomPriority.Medium)
        : this(destinationAe, QueryRetrieveIdentifier.OfRetrieve(studyInstanceUid, seriesInstanceUid, sopInstanceUid), priority)
    {
    }

    private DicomCMoveRequest(string destinationAe, DicomDataset identifier, DicomPriority priority)
        : base(new CommandSet
        {
            Field = DicomCommandField.CMoveRequest,
            SopClassUid = DicomUID.StudyRootQueryRetrieveInformationModelMove.UID,
            MessageId = NextMessageId(),
            Priority = (ushort)priority,
            MoveDestination = destinationAe,
        }) => Dataset = identifier;

    /// <summary>Called with each pending response, and with the end.</summary>
    public delegate void ResponseDelegate(DicomCMoveRequest request, DicomCMoveResponse response);

    /// <summary>The level that the identifier names.</summary>
    public DicomQueryRetrieveLevel Level => QueryRetrieveIdentifier.LevelOf(Dataset);

    /// <summary>Move Destination (0000,0600): the title that the peer is to send to.</summary>
    public string DestinationAE => CommandSet.MoveDestination ?? "";

    /// <summary>Called with each pending response, and with the end.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override bool TakesPendingResponses => true;

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomCMoveResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) => OnResponseReceived?.Invoke(this, (DicomCMoveResponse)response);
}
