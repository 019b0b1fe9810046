using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network.Dimse;

/// <summary>Hands a C-STORE data set to its sink and turns whatever goes wrong there into a status.</summary>
internal sealed class StreamedDataSet(ICStoreSink sink, long maximum, long association, ILogger logger) : IncomingDataSet
{
    private DicomStatus? _failure;
    private long _length;
    private bool _hasEnded;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (_failure is not null) return; // drained: the peer is told at the end
        _length += bytes.Length;
        if (_length > maximum)
        {
            _failure = new DicomStatus(DicomStatus.StorageStorageOutOfResources, "Data set over the configured limit");
            await AbortAsync(CStoreAbortReason.TooLarge).ConfigureAwait(false);
            return;
        }

        try
        {
            await sink.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) // part of the association loop: a sink's failure is this instance's, not the association's
        {
            await FailAsync(e).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the data set and says what to answer.</summary>
    public async ValueTask<DicomStatus> CompleteAsync(CancellationToken cancellation)
    {
        if (_failure is not null) return _failure;
        try
        {
            var status = await sink.CompleteAsync(cancellation).ConfigureAwait(false);
            _hasEnded = true;
            return status;
        }
        catch (Exception e) // as above
        {
            await FailAsync(e).ConfigureAwait(false);
            return _failure!;
        }
    }

    public override async ValueTask AbortAsync(CStoreAbortReason reason)
    {
        if (_hasEnded) return;
        _hasEnded = true;
        try
        {
            await sink.AbortAsync(reason).ConfigureAwait(false);
        }
        catch (Exception e) // as above
        {
            NetworkLog.SinkAbortFailed(logger, e, association);
        }
    }

    private async ValueTask FailAsync(Exception e)
    {
        NetworkLog.SinkFailed(logger, e, association);
        _failure = StoreFailures.StatusOf(e);
        await AbortAsync(CStoreAbortReason.SinkFailed).ConfigureAwait(false);
    }
}
