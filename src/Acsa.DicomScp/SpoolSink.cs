using Microsoft.Extensions.Logging;

namespace Acsa.DicomScp;

/// <summary>Joins the network's stream of bytes to a spool entry.</summary>
sealed class SpoolSink(ISpoolEntry entry, Caller caller, ILogger log) : ICStoreSink
{
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await entry.WriteAsync(bytes, cancellation);
        }
        catch (SpoolException error) when (error.IsTransient)
        {
            throw new IOException(error.Message, error); // Answered with 0xA700: the scanner keeps its copy and comes again.
        }
    }

    public async ValueTask<DicomStatus> CompleteAsync(CancellationToken cancellation)
    {
        try
        {
            var verdict = await entry.CommitAsync(cancellation);
            Log.Kept(log, caller.Association, verdict);
            return DicomStatus.Success;
        }
        catch (SpoolException error)
        {
            Log.NotKept(log, caller.Association, error.Message);
            return error.IsTransient ? DicomStatus.StorageStorageOutOfResources : DicomStatus.ProcessingFailure;
        }
        finally
        {
            await entry.DisposeAsync();
        }
    }

    public async ValueTask AbortAsync(CStoreAbortReason reason)
    {
        Log.Incomplete(log, caller.Association, reason);
        await entry.DisposeAsync();
    }
}
