using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>
/// C-GET-RQ (PS3.7 9.3.3.1) in the study root model. The peer sends on the same association, to
/// <see cref="Client.IDicomClient.OnCStoreRequest"/>; contexts for that come from
/// <see cref="DicomPresentationContext.GetScpRolePresentationContext"/>.
/// </summary>
public sealed class DicomCGetRequest : DicomPriorityRequest
{
    /// <summary>Retrieves a study.</summary>
    public DicomCGetRequest(string studyInstanceUid, DicomPriority priority = DicomPriority.Medium)
        : this(QueryRetrieveIdentifier.OfRetrieve(studyInstanceUid), priority)
    {
    }

    /// <summary>Retrieves a series.</summary>
    public DicomCGetRequest(
        string studyInstanceUid, string seriesInstanceUid, DicomPriority priority = DicomPriority.Medium)
        : this(QueryRetrieveIdentifier.OfRetrieve(studyInstanceUid, seriesInstanceUid), priority)
    {
    }

    /// <summary>Retrieves an instance.</summary>
    public DicomCGetRequest(
        string studyInstanceUid, string seriesInstanceUid, string sopInstanceUid,
        DicomPriority priority = DicomPriority.Medium)
        : this(QueryRetrieveIdentifier.OfRetrieve(studyInstanceUid, seriesInstanceUid, sopInstanceUid), priority)
    {
    }

    private DicomCGetRequest(DicomDataset identifier, DicomPriority priority)
        : base(new CommandSet
        {
            Field = DicomCommandField.CGetRequest,
            SopClassUid = DicomUID.StudyRootQueryRetrieveInformationModelGet.UID,
            MessageId = NextMessageId(),
            Priority = (ushort)priority,
        }) => Dataset = identifier;

    /// <summary>Called with each pending response, and with the end.</summary>
    public delegate void ResponseDelegate(DicomCGetRequest request, DicomCGetResponse response);

    /// <summary>The level that the identifier names.</summary>
    public DicomQueryRetrieveLevel Level => QueryRetrieveIdentifier.LevelOf(Dataset);

    /// <summary>Called with each pending response, and with the end.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override bool TakesPendingResponses => true;

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomCGetResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) => OnResponseReceived?.Invoke(this, (DicomCGetResponse)response);
}
