namespace Acsa.DicomScp;

/// <summary>One instance on its way into the spool. Disposed without a commit it leaves nothing behind.</summary>
public interface ISpoolEntry : IAsyncDisposable
{
    /// <summary>Appends bytes of the data set exactly as received; throws <see cref="SpoolException"/> when the disk refuses.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop);

    /// <summary>Makes the instance durable (file, folder, ledger row) and returns what became of it; only then may Success be
    /// sent.</summary>
    Task<StoreVerdict> CommitAsync(CancellationToken stop);
}
