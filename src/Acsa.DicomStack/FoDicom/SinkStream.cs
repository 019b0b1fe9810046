using Microsoft.Extensions.Logging;

namespace Acsa.DicomStack;

/// <summary>
/// Leads one data set into a sink that is opened at the first byte. What the sink refuses or fails at is read on and dropped, so that
/// the association lives on and the response says what happened.
/// </summary>
sealed class SinkStream(Func<ValueTask<CStoreAdmission>> open, ILogger log) : Stream
{
    ICStoreSink? _sink;
    DicomStatus? _refusal;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await OpenAsync();
        if (_sink is null) return;
        try
        {
            await _sink.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception error) // a sink of the application; the same answers as in our own library
        {
            await FailAsync(error);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>The data set is complete; returns what to answer.</summary>
    public async Task<DicomStatus> CompleteAsync()
    {
        await OpenAsync();
        if (_sink is null) return _refusal!;
        try
        {
            var status = await _sink.CompleteAsync(CancellationToken.None);
            _sink = null;
            return status;
        }
        catch (Exception error) // a sink of the application
        {
            await FailAsync(error);
            return _refusal!;
        }
    }

    /// <summary>The data set came whole but is not to be kept; returns what to answer.</summary>
    public async Task<DicomStatus> RefuseAsync(DicomStatus status)
    {
        await AbandonAsync(CStoreAbortReason.ProtocolFailure);
        return _refusal ?? status;
    }

    /// <summary>Nothing more will come.</summary>
    public async Task AbandonAsync(CStoreAbortReason reason)
    {
        if (Interlocked.Exchange(ref _sink, null) is { } sink) await sink.AbortAsync(reason);
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Data sets are written asynchronously.");

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    async ValueTask OpenAsync()
    {
        if (_sink is not null || _refusal is not null) return;
        try
        {
            var admission = await open();
            (_sink, _refusal) = (admission.Sink, admission.Refusal);
        }
        catch (Exception error) // a provider of the application
        {
            await FailAsync(error);
        }
    }

    async ValueTask FailAsync(Exception error)
    {
        Log.SinkFailed(log, error);
        _refusal = error is IOException ? DicomStatus.StorageStorageOutOfResources : DicomStatus.ProcessingFailure;
        await AbandonAsync(CStoreAbortReason.SinkFailed);
    }
}
