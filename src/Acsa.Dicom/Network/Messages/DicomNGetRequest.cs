using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>N-GET-RQ (PS3.7 10.3.2.1).</summary>
public sealed class DicomNGetRequest : DicomRequest
{
    /// <summary>A request for attributes of one SOP instance; none named = all.</summary>
    /// <exception cref="ArgumentException">There are more than 96 attributes.</exception>
    public DicomNGetRequest(DicomUID requestedClassUid, DicomUID requestedInstanceUid, params DicomTag[] attributes)
        : this(new CommandSet
        {
            Field = DicomCommandField.NGetRequest,
            SopClassUid = requestedClassUid.UID,
            SopInstanceUid = requestedInstanceUid.UID,
            MessageId = NextMessageId(),
            AttributeIdentifiers = attributes.Length == 0 ? null : Identifiers(attributes),
        })
    {
    }

    internal DicomNGetRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Called with the response.</summary>
    public delegate void ResponseDelegate(DicomNGetRequest request, DicomNGetResponse response);

    /// <summary>Requested SOP Instance UID.</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>The attributes asked for; none = all.</summary>
    public DicomTag[] Attributes =>
        [.. (CommandSet.AttributeIdentifiers ?? []).Select(tag => new DicomTag((ushort)(tag >> 16), (ushort)tag))];

    /// <summary>Called with the response.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomNGetResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) => OnResponseReceived?.Invoke(this, (DicomNGetResponse)response);

    private static uint[] Identifiers(DicomTag[] attributes) => attributes.Length <= CommandSetEncoding.MostAttributeIdentifiers
        ? [.. attributes.Select(tag => ((uint)tag.Group << 16) | tag.Element)]
        : throw new ArgumentException(
            $"An N-GET names at most {CommandSetEncoding.MostAttributeIdentifiers} attributes, not {attributes.Length}; none asks for all.",
            nameof(attributes));
}
