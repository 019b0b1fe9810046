using System.Security.Cryptography;
using Acsa.DicomScp;

namespace Acsa.Worker.Spool;

/// <summary>One instance on its way to the disk; its data set is hashed while it is written.</summary>
sealed class SpoolEntry : ISpoolEntry
{
    readonly SpoolFolder _spool;
    readonly InstanceHeader _header;
    readonly string _partial;
    readonly FileStream _file;
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    bool _closed;

    public SpoolEntry(SpoolFolder spool, InstanceHeader header, string partial)
    {
        (_spool, _header, _partial) = (spool, header, partial);
        _file = DurableFile.Create(partial);
        _file.Write(Part10Header.Build(header));
        DatasetHash.Begin(_hash, header.TransferSyntaxUid);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop)
    {
        _hash.AppendData(dataSet.Span);
        try
        {
            await _file.WriteAsync(dataSet, stop);
        }
        catch (IOException error)
        {
            throw new SpoolException(error.Message, isTransient: true, error);
        }
    }

    public async Task<StoreVerdict> CommitAsync(CancellationToken stop)
    {
        string name;
        long bytes;
        try
        {
            _file.Flush(flushToDisk: true);
            bytes = _file.Length;
            await _file.DisposeAsync();
            name = _spool.Publish(_partial);
            _closed = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException(error.Message, isTransient: true, error);
        }

        return await _spool.RecordAsync(_header, name, bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()), adopted: false, stop);
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        if (_closed) return;
        _closed = true;
        try
        {
            await _file.DisposeAsync();
        }
        catch (IOException)
        {
            // On a full disk the last buffer does not fit either. The file goes, and what it took of the disk is free again.
        }
        finally
        {
            File.Delete(_partial);
        }
    }
}
