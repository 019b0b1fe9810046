using Microsoft.Win32.SafeHandles;

namespace Acsa.Dicom.IO;

/// <summary>
/// The file that values were left in. It is opened anew for each read, so that it can be renamed and no handle waits for the garbage
/// collector; a file that has changed in between is noticed, because its bytes would be others than those described.
/// </summary>
internal sealed class SourceFile
{
    private long _length;
    private DateTime _lastWrite;

    internal SourceFile(string path, SafeFileHandle handle)
    {
        Path = System.IO.Path.GetFullPath(path);
        Remember(handle);
    }

    internal string Path { get; }

    /// <summary>Opens the file for random reads.</summary>
    /// <exception cref="DicomDataException">The file has changed since the data set was read from it.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    internal SafeFileHandle OpenRead()
    {
        var handle =
            File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        if (RandomAccess.GetLength(handle) == _length && File.GetLastWriteTimeUtc(handle) == _lastWrite) return handle;
        handle.Dispose();
        throw new DicomDataException("The file has changed since the data set was read from it");
    }

    /// <summary>Takes the file as it is now for the one that is described.</summary>
    internal void Remember(SafeFileHandle handle)
    {
        _length = RandomAccess.GetLength(handle);
        _lastWrite = File.GetLastWriteTimeUtc(handle);
    }
}
