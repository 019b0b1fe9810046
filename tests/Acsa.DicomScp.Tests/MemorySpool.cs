namespace Acsa.DicomScp.Tests;

sealed class MemorySpool : ISpool
{
    public bool HasRoom { get; set; } = true;
    public SpoolException? Fault { get; set; }
    public List<Entry> Entries { get; } = [];

    public System.Collections.Concurrent.ConcurrentQueue<string> Ended { get; } = [];

    public void AssociationEnded(Caller caller) => Ended.Enqueue(caller.Association);

    public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop)
    {
        var entry = new Entry(header, this);
        Entries.Add(entry);
        return Task.FromResult<ISpoolEntry>(entry);
    }

    public sealed class Entry(InstanceHeader header, MemorySpool spool) : ISpoolEntry
    {
        public InstanceHeader Header => header;
        public MemoryStream Bytes { get; } = new();
        public bool IsCommitted { get; private set; }
        public bool IsDisposed { get; private set; }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop)
        {
            Bytes.Write(dataSet.Span);
            return ValueTask.CompletedTask;
        }

        public Task<StoreVerdict> CommitAsync(CancellationToken stop)
        {
            if (spool.Fault is { } fault) throw fault;
            IsCommitted = true;
            return Task.FromResult(StoreVerdict.Stored);
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
