using System.Buffers;
using System.Security.Cryptography;
using Acsa.DicomScp;
using Microsoft.Win32.SafeHandles;

namespace Acsa.Worker.Spool;

/// <summary>One instance on its way to the disk; its data set is hashed while it is written.</summary>
sealed class SpoolEntry : ISpoolEntry
{
    const int BufferLength = 256 * 1024;

    // Pieces of this length are not worth a copy. The header before the first of them goes by itself: a first write of 128 KB and more has
    // Linux take one large piece of memory for it, and on a virtual machine that gave such memory back that took eight times as long.
    const int WrittenAtOnce = 64 * 1024;
    const long BytesBetweenLooks = 64 << 20;
    readonly SpoolFolder _spool;
    readonly InstanceHeader _header;
    readonly string _partial;
    readonly SafeFileHandle _file;
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    int _buffered;
    long _written;
    long _sinceLook;
    bool _closed;

    public SpoolEntry(SpoolFolder spool, InstanceHeader header, string partial)
    {
        (_spool, _header, _partial) = (spool, header, partial);
        _file = DurableFile.CreateHandle(partial);
        Append(Part10Header.Build(header));
        DatasetHash.Begin(_hash, header.TransferSyntaxUid);
    }

    // Not asynchronous: what is written goes into the system's cache, and .NET would only have another thread wait for that.
    public ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop)
    {
        // The reserve was kept when the instance began; one of gigabytes must not eat it up.
        if ((_sinceLook += dataSet.Length) >= BytesBetweenLooks)
        {
            _sinceLook = 0;
            if (!_spool.HasRoom) throw new SpoolException("The disk is under its reserve.", isTransient: true);
        }

        _hash.AppendData(dataSet.Span);
        try
        {
            Append(dataSet.Span);
            return ValueTask.CompletedTask;
        }
        catch (IOException error)
        {
            throw new SpoolException(error.Message, isTransient: true, error);
        }
    }

    public async Task<StoreVerdict> CommitAsync(CancellationToken stop)
    {
        string name;
        try
        {
            FlushBuffer();
            if (_spool.Flushes) DurableFile.FlushData(_file);
            _file.Dispose();
            name = _spool.Publish(_partial);
            _closed = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException(error.Message, isTransient: true, error);
        }

        return await _spool.CommitAsync(_header, name, _written, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public ValueTask DisposeAsync()
    {
        _hash.Dispose();
        _file.Dispose();
        if (_buffered >= 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffered = -1;
        if (!_closed) File.Delete(_partial);
        _closed = true;
        return ValueTask.CompletedTask;
    }

    void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferLength - _buffered) FlushBuffer();
        if (bytes.Length >= WrittenAtOnce)
        {
            FlushBuffer();
            Write(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += bytes.Length;
    }

    void FlushBuffer()
    {
        var length = _buffered;
        _buffered = 0;
        if (length > 0) Write(_buffer.AsSpan(0, length));
    }

    void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _written);
        _written += bytes.Length;
    }
}
