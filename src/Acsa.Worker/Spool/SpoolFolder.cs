using System.Data.Common;
using System.Threading.Channels;
using Acsa.DicomScp;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;

namespace Acsa.Worker.Spool;

/// <summary>
/// The spool on disk: spool/incoming/NODE/*.part while an instance arrives, spool/DATE/NODE-*.dcm once it is whole. Names are
/// generated, never taken from a peer.
/// </summary>
sealed class SpoolFolder : ISpool
{
    readonly string _folder;
    readonly string _incoming;
    readonly SpoolNames _names;
    readonly SpoolConfiguration _settings;
    readonly IFreeSpace _disk;
    readonly IInstanceLedger _ledger;
    readonly IDatasetReader _reader;
    readonly TimeProvider _time;
    readonly CommitQueue _commits;
    readonly Channel<string> _ended = Channel.CreateUnbounded<string>(new() { SingleReader = true });

    public SpoolFolder(string folder, SpoolConfiguration settings, NodeIdentity node, IFreeSpace disk, IInstanceLedger ledger,
        IDatasetReader reader, TimeProvider time)
    {
        (_folder, _settings, _disk, _ledger, _reader, _time) = (folder, settings, disk, ledger, reader, time);
        _names = new SpoolNames(node.Name);
        _commits = new CommitQueue(ledger, settings.Flush);
        _incoming = PathOf(_names.Incoming);
        DurableFolder.Create(folder);
        DurableFolder.Create(Path.GetDirectoryName(_incoming)!);
        DurableFolder.Create(_incoming);
    }

    public bool HasRoom
    {
        get
        {
            try
            {
                return _disk.AvailableBytes(_folder) >= _settings.ReserveBytes;
            }
            catch (IOException)
            {
                return false; // A disk that does not answer has no room; it is asked again for the next instance.
            }
        }
    }

    /// <summary>Associations that brought instances and have ended.</summary>
    internal ChannelReader<string> EndedAssociations => _ended.Reader;

    /// <summary>An instance is held and recorded.</summary>
    public event Action<SpooledInstance>? Kept;

    /// <summary>An association that brought something has ended.</summary>
    public event Action<Caller>? Ended;

    public void AssociationEnded(Caller caller)
    {
        _ended.Writer.TryWrite(caller.Association);
        Ended?.Invoke(caller);
    }

    internal bool Flushes => _settings.Flush;

    public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop)
    {
        if (!HasRoom) throw new SpoolException("The disk is under its reserve.", isTransient: true);
        try
        {
            return Task.FromResult<ISpoolEntry>(new SpoolEntry(this, header, Path.Combine(_incoming, SpoolNames.NewPartial())));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException(error.Message, isTransient: true, error);
        }
    }

    /// <summary>Full path of a file that the ledger names.</summary>
    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Renames a flushed file into its place and returns its name for the ledger; the commit makes the name durable.</summary>
    internal string Publish(string partial)
    {
        var name = _names.FileOf(partial, _time.GetUtcNow());
        DurableFolder.Create(Path.GetDirectoryName(PathOf(name))!);
        DurableFile.Rename(partial, PathOf(name));
        return name;
    }

    /// <summary>Makes a file that was given its name durable, records it, and keeps one copy where the same bytes are held.</summary>
    internal async Task<StoreVerdict> CommitAsync(InstanceHeader header, string name, long bytes, string sha256)
    {
        var file = PathOf(name);
        try
        {
            var instance = Describe(header, name, bytes, sha256);
            var recorded = await _commits.CommitAsync(instance, Path.GetDirectoryName(file)!);
            var verdict = await KeepOneAsync(name, recorded, sha256);
            Kept?.Invoke(instance with { File = recorded.File });
            Telemetry.InstancesReceived.Add(1, new KeyValuePair<string, object?>("verdict", verdict));
            Telemetry.BytesReceived.Add(bytes);
            return verdict;
        }
        catch (CommitUnknownException error)
        {
            // A row may name the file: it stays. Without one it is adopted at the next start.
            throw new SpoolException(error.Message, isTransient: true, error);
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
        {
            // Not recorded, so not answered Success, and sent again: what would stay of it would only fill the disk.
            Discard(file);
            throw new SpoolException($"The instance could not be recorded: {error.Message}", isTransient: true, error);
        }
    }

    /// <summary>Whether a file that the ledger names is there with all its bytes. What is in them is not looked at.</summary>
    public bool Holds(string file, long bytes) => new FileInfo(PathOf(file)) is { Exists: true } held && held.Length == bytes;

    /// <summary>Whether the data set in a file that the ledger names is, to the bit, what was received. Throws
    /// <see cref="IOException"/> when the file is gone or cannot be read.</summary>
    public bool IsAsReceived(string file, string sha256) =>
        Part10Header.TryRead(PathOf(file), out var header, out var dataSetOffset)
        && DatasetHash.OfFile(PathOf(file), dataSetOffset, header.TransferSyntaxUid) == sha256;

    /// <summary>Records a file that lies in its place without a row.</summary>
    internal async Task<StoreVerdict> AdoptAsync(InstanceHeader header, string name, long bytes, string sha256, CancellationToken stop)
    {
        // Its name may be no older than the power cut.
        DurableFolder.Flush(Path.GetDirectoryName(PathOf(name))!);
        var recorded = await _ledger.RecordAsync([Describe(header, name, bytes, sha256)], adopted: true, stop);
        return await KeepOneAsync(name, recorded[0], sha256);
    }

    SpooledInstance Describe(InstanceHeader header, string name, long bytes, string sha256)
    {
        var summary = _reader.Read(PathOf(name));
        return new(header, name, bytes, sha256, summary.StudyUid, summary.Unreadable)
        {
            StudyInstances = summary.StudyUid is not null && _ledger.CountsInstancesOf(header.Caller.CallingAe)
                ? _reader.ReadStudyInstances(PathOf(name)) : null,
        };
    }

    // The row alone is no promise: where the file it names was lost or changed, the one that just came takes its place.
    async Task<StoreVerdict> KeepOneAsync(string name, RecordedInstance recorded, string sha256)
    {
        if (recorded.Verdict != StoreVerdict.AlreadyHeld || recorded.File == name) return recorded.Verdict;
        if (Holds(recorded.File, recorded.Bytes) && IsAsReceived(recorded.File, sha256))
        {
            Discard(PathOf(name));
            return recorded.Verdict;
        }

        var (held, bytes) = (PathOf(recorded.File), new FileInfo(PathOf(name)).Length);
        DurableFolder.Create(Path.GetDirectoryName(held)!);
        DurableFile.Publish(PathOf(name), held);
        await _ledger.RestoredAsync(recorded.InstanceId, bytes, CancellationToken.None);
        return recorded.Verdict;
    }

    static void Discard(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is adopted at the next start, and found to be held if it was sent again meanwhile.
        }
    }
}
