using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>C-STORE-RQ (PS3.7 9.3.1.1).</summary>
public sealed class DicomCStoreRequest : DicomPriorityRequest
{
    private DicomFile? _file;

    /// <summary>Sends an object as it is in memory, encoded as a whole; a large one is better sent from its file.</summary>
    public DicomCStoreRequest(DicomFile file, DicomPriority priority = DicomPriority.Medium)
        : this(new DataSetSource(file), priority) => _file = file;

    /// <summary>Sends a file: its data set leaves byte for byte as it lies on disk, read piece by piece.</summary>
    /// <exception cref="DicomFileException">The file cannot be read, or is not a DICOM file.</exception>
    public DicomCStoreRequest(string fileName, DicomPriority priority = DicomPriority.Medium)
        : this(new FileSource(fileName), priority)
    {
    }

    internal DicomCStoreRequest(CommandSet command)
        : base(command)
    {
    }

    private DicomCStoreRequest(CStoreSource source, DicomPriority priority)
        : base(new CommandSet
        {
            Field = DicomCommandField.CStoreRequest,
            SopClassUid = source.SopClassUid,
            SopInstanceUid = source.SopInstanceUid,
            MessageId = NextMessageId(),
            Priority = (ushort)priority,
            HasDataSet = true,
        }) => Source = source;

    /// <summary>Called with the response.</summary>
    public delegate void ResponseDelegate(DicomCStoreRequest request, DicomCStoreResponse response);

    /// <summary>The object; one received is valid until the provider's task has completed.</summary>
    public DicomFile File => _file ??= Source?.OpenFile() ?? throw new InvalidOperationException("The request carries no object.");

    /// <summary>Affected SOP Instance UID (0000,1000).</summary>
    public DicomUID SOPInstanceUID => DicomUID.Parse(CommandSet.SopInstanceUid ?? "");

    /// <summary>The transfer syntax of the data set.</summary>
    public DicomTransferSyntax TransferSyntax => Source?.TransferSyntax ?? PresentationContext!.AcceptedTransferSyntax!;

    /// <summary>Called with the response.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    /// <inheritdoc/>
    public override bool HasDataset => true;

    /// <inheritdoc/>
    public override DicomDataset? Dataset
    {
        get => File.Dataset;
        set => throw new NotSupportedException("The data set of a C-STORE request is that of its file.");
    }

    internal CStoreSource? Source { get; init; }

    // One context for each transfer syntax (PS3.8 9.3.3.2 answers with one), so that the peer's choice never decides about pixels.
    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded()
    {
        yield return (SOPClassUID, [TransferSyntax]);
        if (!CStoreSource.IsPlain(TransferSyntax)) yield break;
        var other = TransferSyntax == DicomTransferSyntax.ImplicitVRLittleEndian
            ? DicomTransferSyntax.ExplicitVRLittleEndian
            : DicomTransferSyntax.ImplicitVRLittleEndian;
        yield return (SOPClassUID, [other]);
    }

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) => new DicomCStoreResponse(command);

    private protected override void PostResponse(DicomResponse response) => OnResponseReceived?.Invoke(this, (DicomCStoreResponse)response);
}
