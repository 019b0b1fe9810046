using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.DicomStack;

/// <summary>An association whose C-STORE data sets go byte for byte into a sink, neither parsed nor held in memory.</summary>
/// <remarks>In place of fo-dicom's temporary file: the stream that it writes a data set to leads into the sink.</remarks>
public abstract class StoreAssociation(
    INetworkStream stream, Encoding fallbackEncoding, ILogger logger, DicomServiceDependencies dependencies)
    : DicomService(stream, fallbackEncoding, logger, dependencies), IDicomCStoreProvider
{
    static long s_associations;

    readonly long _number = Interlocked.Increment(ref s_associations);
    SinkStream? _incoming;

    /// <summary>Takes or refuses an instance before the first byte of its data set; Success is sent only after the sink has
    /// completed.</summary>
    protected abstract ValueTask<CStoreAdmission> OpenAsync(IncomingInstance instance, CancellationToken cancellation);

    /// <inheritdoc/>
    protected sealed override void CreateCStoreReceiveStream(DicomFile file)
    {
        var meta = file.FileMetaInfo;
        var instance = new IncomingInstance(
            _number, Association.CallingAE.Trim(), Association.CalledAE.Trim(), Association.RemoteHost,
            meta.MediaStorageSOPClassUID.UID, meta.MediaStorageSOPInstanceUID.UID, meta.TransferSyntax.UID.UID);
        _incoming = new SinkStream(() => OpenAsync(instance, CancellationToken.None), Logger);
        _dimseStream = _incoming;
        _dimseStreamFile = null;
    }

    /// <inheritdoc/>
    protected sealed override DicomFile GetCStoreDicomFile() => null!; // fo-dicom's word for "the object is not to be parsed"

    /// <inheritdoc/>
    public async Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request)
    {
        var incoming = Interlocked.Exchange(ref _incoming, null);
        if (incoming is null) return new(request, DicomStatus.InvalidObjectInstance); // a request without a data set
        var isOfItsContext = request.SOPClassUID == request.PresentationContext.AbstractSyntax;
        return new(request, isOfItsContext
            ? await incoming.CompleteAsync()
            : await incoming.RefuseAsync(DicomStatus.StorageDataSetDoesNotMatchSOPClassError));
    }

    /// <inheritdoc/>
    // nothing is parsed, so nothing fails
    public Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task RunAsync()
    {
        try
        {
            await base.RunAsync();
        }
        finally
        {
            if (Interlocked.Exchange(ref _incoming, null) is { } incoming) await incoming.AbandonAsync(CStoreAbortReason.ConnectionLost);
        }
    }
}
