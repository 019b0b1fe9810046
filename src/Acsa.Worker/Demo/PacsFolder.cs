using Acsa.DicomScp;

namespace Acsa.Worker.Demo;

/// <summary>The demonstration's own receiving PACS: keeps what it gets as files, and answers for nothing beyond that.</summary>
sealed class PacsFolder(string folder) : ISpool
{
    int _number;

    public bool HasRoom => true;

    public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop)
    {
        var name = FormattableString.Invariant($"{Interlocked.Increment(ref _number):0000}.dcm");
        return Task.FromResult<ISpoolEntry>(new Entry(Path.Combine(folder, name), header));
    }

    sealed class Entry : ISpoolEntry
    {
        readonly string _partial;
        readonly string _path;
        readonly FileStream _file;

        public Entry(string path, InstanceHeader header)
        {
            (_path, _partial) = (path, path + ".part");
            _file = new FileStream(_partial, FileMode.Create, FileAccess.Write);
            _file.Write(Part10Header.Build(header));
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop) => _file.WriteAsync(dataSet, stop);

        public async Task<StoreVerdict> CommitAsync(CancellationToken stop)
        {
            await _file.DisposeAsync();
            File.Move(_partial, _path);
            return StoreVerdict.Stored;
        }

        public async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            File.Delete(_partial);
        }
    }
}
