using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Acsa.Worker.Spool;

/// <summary>Files that are whole or absent, also after a power cut: written under another name, flushed, renamed, folder flushed.</summary>
static class DurableFile
{
    // HRESULT_FROM_WIN32 of ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION; no error of another system has these numbers.
    const int SharingViolation = unchecked((int)0x80070020), LockViolation = unchecked((int)0x80070021);

    // A second in all: an image of some megabytes is looked into in a tenth of that.
    const int AttemptsAtHeld = 20;
    static readonly TimeSpan PauseAtHeld = TimeSpan.FromMilliseconds(50);

    /// <summary>Extension of files that are not whole yet; they are removed at start.</summary>
    public const string PartialExtension = ".part";

    /// <summary>Opens a new file for writing that only the node's account may read.</summary>
    public static SafeFileHandle CreateHandle(string file)
    {
        if (OperatingSystem.IsWindows()) return File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        // The handle is opened with the process's mask; the narrower mode is set before a byte is in the file.
        var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return handle;
    }

    /// <summary>Opens a new file for sequential writing that only the node's account may read.</summary>
    public static FileStream Create(string file) => new(CreateHandle(file), FileAccess.Write, 128 * 1024);

    /// <summary>Puts a file's data, and the size by which it is found, on the disk. The names in its folder are not part of that.</summary>
    public static void FlushData(SafeFileHandle file)
    {
        // fdatasync(2) leaves out times that nobody reads back; .NET's own call is fsync, and on Windows FlushFileBuffers.
        if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(file);
        else if (FlushDataOf(file) != 0)
            throw new IOException($"A file cannot be flushed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    /// <summary>Gives a flushed file its name; an existing one is replaced. Durable once its folder is flushed.</summary>
    public static void Rename(string partial, string file) => WhenNotHeld(() => File.Move(partial, file, overwrite: true));

    /// <summary>
    /// Does something with a file, several times where somebody else holds it on Windows: a virus scanner looks into each file that was just
    /// closed, and nobody can rename it meanwhile. Throws what it met last.
    /// </summary>
    internal static void WhenNotHeld(Action work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                work();
                return;
            }
            catch (IOException error) when (error.HResult is SharingViolation or LockViolation && attempt < AttemptsAtHeld)
            {
                // Not asynchronous: who writes an instance has a thread of his own, and the moment is short.
                Thread.Sleep(PauseAtHeld);
            }
        }
    }

    /// <summary>Gives a flushed file its name for good; an existing one is replaced.</summary>
    public static void Publish(string partial, string file)
    {
        Rename(partial, file);
        DurableFolder.Flush(Path.GetDirectoryName(file)!);
    }

    /// <summary>Writes a whole file; nothing of it remains when that fails.</summary>
    public static async Task WriteAsync(string file, Func<Stream, CancellationToken, Task> write, CancellationToken stop)
    {
        var partial = file + PartialExtension;
        File.Delete(partial);
        try
        {
            await using (var stream = Create(partial))
            {
                await write(stream, stop);
                await stream.FlushAsync(stop);
                FlushData(stream.SafeFileHandle);
            }

            Publish(partial, file);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    static extern int FlushDataOf(SafeFileHandle file);
}
