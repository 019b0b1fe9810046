using System.Globalization;
using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Spool;

/// <summary>
/// The spool on disk: spool/incoming/*.part while an instance arrives, spool/DATE/*.dcm once it is whole. Names are generated,
/// never taken from a peer.
/// </summary>
sealed class SpoolFolder : ISpool
{
    readonly string _folder;
    readonly string _incoming;
    readonly long _reserve;
    readonly IFreeSpace _disk;
    readonly IInstanceLedger _ledger;
    readonly IDatasetReader _reader;
    readonly TimeProvider _time;

    public SpoolFolder(string folder, long reserveBytes, IFreeSpace disk, IInstanceLedger ledger, IDatasetReader reader, TimeProvider time)
    {
        (_folder, _reserve, _disk, _ledger, _reader, _time) = (folder, reserveBytes, disk, ledger, reader, time);
        _incoming = Path.Combine(folder, "incoming");
        DurableFolder.Create(folder);
        DurableFolder.Create(_incoming);
    }

    public bool HasRoom
    {
        get
        {
            try
            {
                return _disk.AvailableBytes(_folder) >= _reserve;
            }
            catch (IOException)
            {
                return false; // A disk that does not answer has no room; it is asked again for the next instance.
            }
        }
    }

    public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop)
    {
        if (!HasRoom) throw new SpoolException("The disk is under its reserve.", isTransient: true);
        try
        {
            return Task.FromResult<ISpoolEntry>(new SpoolEntry(this, header,
                Path.Combine(_incoming, NewName() + DurableFile.PartialExtension)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException(error.Message, isTransient: true, error);
        }
    }

    /// <summary>Full path of a file that the ledger names.</summary>
    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Renames a flushed file into its place and returns its name for the ledger.</summary>
    internal string Publish(string partial)
    {
        var day = _time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        DurableFolder.Create(Path.Combine(_folder, day));
        // The ledger's names are the same on every system: '/' is a separator on Windows too.
        var name = $"{day}/{NewName()}.dcm";
        DurableFile.Publish(partial, PathOf(name));
        return name;
    }

    /// <summary>Records a file that lies in its place; removes it when the same bytes are held already.</summary>
    internal async Task<StoreVerdict> RecordAsync(InstanceHeader header, string name, long bytes, string sha256, bool adopted,
        CancellationToken stop)
    {
        var summary = _reader.Read(PathOf(name));
        try
        {
            var verdict = await _ledger.RecordAsync(new(header, name, bytes, sha256, summary.StudyUid, summary.Unreadable), adopted, stop);
            if (verdict == StoreVerdict.AlreadyHeld) KeepOne(name, await _ledger.FileOfAsync(header.SopInstanceUid, sha256, stop));
            return verdict;
        }
        catch (SqliteException error)
        {
            // Not recorded, so not answered Success; the file stays and is adopted at the next start.
            throw new SpoolException($"The ledger refused the instance: {error.Message}", isTransient: true, error);
        }
    }

    // The row alone is no promise: where the file it names was lost, the one that just came takes its place.
    void KeepOne(string name, string? held)
    {
        if (held is null || held == name) return;
        if (File.Exists(PathOf(held)))
        {
            File.Delete(PathOf(name));
            return;
        }

        DurableFolder.Create(Path.GetDirectoryName(PathOf(held))!);
        DurableFile.Publish(PathOf(name), PathOf(held));
    }

    static string NewName() => Guid.NewGuid().ToString("N");
}
