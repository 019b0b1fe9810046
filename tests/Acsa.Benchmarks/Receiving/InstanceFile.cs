using Acsa.DicomScp;
using Microsoft.Win32.SafeHandles;

namespace Acsa.Benchmarks.Receiving;

/// <summary>
/// A file of one instance and nothing else: the header, then the data set's bytes as they come. Writes go straight to the operating system,
/// by the calling thread: they end in the page cache, and handing them to another thread would cost more than the write itself.
/// </summary>
sealed class InstanceFile : IDisposable
{
    // As in the node's spool: the header goes by itself before a long piece.
    const int WrittenAtOnce = 64 * 1024;

    readonly SafeFileHandle _file;
    byte[]? _header;
    long _length;

    InstanceFile(SafeFileHandle file, byte[] header) => (_file, _header) = (file, header);

    /// <summary>Creates the file.</summary>
    /// <exception cref="IOException">It exists already, or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static InstanceFile Create(string file, InstanceHeader header)
    {
        var bytes = Part10Header.Build(header);
        return new(File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.None), bytes);
    }

    /// <summary>Bytes so far, header included.</summary>
    public long Length => _length + (_header?.Length ?? 0);

    /// <summary>Appends bytes of the data set.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Write(ReadOnlyMemory<byte> dataSet)
    {
        if (dataSet.Length >= WrittenAtOnce) WriteHeader();
        if (_header is { } header)
        {
            _header = null;
            RandomAccess.Write(_file, [header, dataSet], 0);
            _length = header.Length;
        }
        else
        {
            RandomAccess.Write(_file, dataSet.Span, _length);
        }

        _length += dataSet.Length;
    }

    /// <summary>Makes what was written survive a power cut; the name needs a flush of its folder.</summary>
    public void Flush()
    {
        WriteHeader();
        RandomAccess.FlushToDisk(_file);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (!_file.IsClosed) WriteHeader();
        _file.Dispose();
    }

    // An object without a data set is a header alone.
    void WriteHeader()
    {
        if (_header is { Length: > 0 }) Write(default);
    }
}
