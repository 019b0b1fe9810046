using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Acsa.Worker.Spool;

/// <summary>Folders whose entries survive a power cut.</summary>
static class DurableFolder
{
    const int ReadOnly = 0;
    const int CloseOnExec = 0x80000;

    /// <summary>Creates a folder that only the node's account may enter, and makes its entry durable.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent) Flush(parent);
    }

    /// <summary>Flushes the entries of a folder: a rename is durable only after this (fsync(2)). NTFS journals them itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        using var handle = Open(folder, ReadOnly | CloseOnExec);
        if (handle.IsInvalid || FlushHandle(handle) != 0)
            throw new IOException($"The folder {folder} cannot be flushed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    // .NET opens no folders on Unix, so the two calls are made directly.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    static extern int FlushHandle(SafeFileHandle handle);
}
