namespace Acsa.Dicom.Network.Dimse;

/// <summary>The elements of group 0000 that this library reads or writes (PS3.7 E.1); null = absent.</summary>
internal sealed record CommandSet
{
    /// <summary>Command Data Set Type (0000,0800): no data set follows.</summary>
    public const ushort NoDataSet = 0x0101;

    private const ushort ResponseBit = 0x8000;

    public required DicomCommandField Field { get; init; }

    /// <summary>Affected (0000,0002) or Requested (0000,0003) SOP Class UID: a message carries one of the two.</summary>
    public string? SopClassUid { get; init; }

    public string? SopInstanceUid { get; init; }

    public ushort? MessageId { get; init; }

    public ushort? MessageIdBeingRespondedTo { get; init; }

    public ushort? Priority { get; init; }

    public bool HasDataSet { get; init; }

    public ushort? Status { get; init; }

    public string? ErrorComment { get; init; }

    public ushort? EventTypeId { get; init; }

    public ushort? ActionTypeId { get; init; }

    public string? MoveOriginatorAE { get; init; }

    public ushort? MoveOriginatorMessageId { get; init; }

    public string? MoveDestination { get; init; }

    public ushort? RemainingSuboperations { get; init; }

    public ushort? CompletedSuboperations { get; init; }

    public ushort? FailedSuboperations { get; init; }

    public ushort? WarningSuboperations { get; init; }

    /// <summary>Attribute Identifier List (0000,1005) of N-GET: tags as group times 65536 plus element.</summary>
    public IReadOnlyList<uint>? AttributeIdentifiers { get; init; }

    public bool IsResponse => ((ushort)Field & ResponseBit) != 0;

    /// <summary>Whether this is the response that belongs to such a request.</summary>
    public bool Answers(DicomCommandField request) => (ushort)Field == ((ushort)request | ResponseBit);

    /// <summary>N-services on existing instances name a requested class and instance, all others an affected one (PS3.7 10.3).</summary>
    public bool NamesRequestedInstance => Field is
        DicomCommandField.NActionRequest or DicomCommandField.NGetRequest
            or DicomCommandField.NSetRequest or DicomCommandField.NDeleteRequest;

    /// <summary>The response to this request that carries no data set.</summary>
    public CommandSet Respond(DicomStatus status) => new()
    {
        Field = (DicomCommandField)((ushort)Field | ResponseBit),
        SopClassUid = SopClassUid,
        SopInstanceUid = SopInstanceUid,
        MessageIdBeingRespondedTo = MessageId,
        EventTypeId = EventTypeId,
        ActionTypeId = ActionTypeId,
        Status = status.Code,
        ErrorComment = status.ErrorComment,
    };
}
