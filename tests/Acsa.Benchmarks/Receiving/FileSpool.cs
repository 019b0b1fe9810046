using Acsa.DicomScp;

namespace Acsa.Benchmarks.Receiving;

/// <summary>A spool of plain files, one for each instance, named by number.</summary>
sealed class FileSpool(string folder, bool isFlushed) : ISpool
{
    long _count;

    public bool HasRoom => true;

    public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop) =>
        Task.FromResult<ISpoolEntry>(new Entry(Path.Combine(folder, $"{Interlocked.Increment(ref _count):D8}"), header, isFlushed));

    sealed class Entry : ISpoolEntry
    {
        readonly string _name;
        readonly bool _isFlushed;
        FileStream? _file;

        public Entry(string name, InstanceHeader header, bool isFlushed)
        {
            (_name, _isFlushed) = (name, isFlushed);
            _file = new FileStream(name + ".part", new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 128 * 1024,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
            _file.Write(Part10Header.Build(header));
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop) => _file!.WriteAsync(dataSet, stop);

        public async Task<StoreVerdict> CommitAsync(CancellationToken stop)
        {
            _file!.Flush(_isFlushed);
            await _file.DisposeAsync();
            _file = null;
            File.Move(_name + ".part", _name + ".dcm");
            return StoreVerdict.Stored;
        }

        public async ValueTask DisposeAsync()
        {
            if (_file is null) return;
            await _file.DisposeAsync();
            File.Delete(_name + ".part");
        }
    }
}
