using Acsa.DicomScp;

namespace Acsa.Benchmarks.Receiving;

/// <summary>A spool of plain files, one for each instance, named by number.</summary>
sealed class FileSpool(string folder, bool isFlushed) : ISpool
{
    long _count;

    public bool HasRoom => true;

    public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop) =>
        Task.FromResult<ISpoolEntry>(new Entry(Path.Combine(folder, $"{Interlocked.Increment(ref _count):D8}"), header, isFlushed));

    sealed class Entry(string name, InstanceHeader header, bool isFlushed) : ISpoolEntry
    {
        readonly InstanceFile _file = InstanceFile.Create(name + ".part", header);
        bool _isWhole;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop)
        {
            _file.Write(dataSet);
            return ValueTask.CompletedTask;
        }

        public Task<StoreVerdict> CommitAsync(CancellationToken stop)
        {
            if (isFlushed) _file.Flush();
            _file.Dispose();
            File.Move(name + ".part", name + ".dcm");
            _isWhole = true;
            return Task.FromResult(StoreVerdict.Stored);
        }

        public ValueTask DisposeAsync()
        {
            _file.Dispose();
            if (!_isWhole) File.Delete(name + ".part");
            return ValueTask.CompletedTask;
        }
    }
}
