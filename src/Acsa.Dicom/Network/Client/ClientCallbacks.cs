namespace Acsa.Dicom.Network.Client;

/// <summary>What a client does with the requests that its peer makes on the client's association.</summary>
internal sealed record ClientCallbacks
{
    public Func<DicomNEventReportRequest, Task<DicomNEventReportResponse>>? OnNEventReportRequest { get; init; }

    public Func<DicomCStoreRequest, Task<DicomCStoreResponse>>? OnCStoreRequest { get; init; }

    /// <summary>Goes before <see cref="OnCStoreRequest"/>.</summary>
    public ICStoreStreamProvider? Streams { get; init; }
}
