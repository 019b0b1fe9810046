using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Acsa.Worker.Spool;

/// <summary>The real disk: the volume that a folder is on, wherever it is mounted, a share on another machine included.</summary>
sealed class DiskFreeSpace : IFreeSpace
{
    public long AvailableBytes(string folder)
    {
        // statvfs(3) of the folder itself. On Windows DriveInfo knows drive letters only, neither \\server\share nor mounted folders.
        if (!OperatingSystem.IsWindows()) return new DriveInfo(folder).AvailableFreeSpace;
        if (GetDiskFreeSpaceEx(folder.EndsWith('\\') ? folder : folder + "\\", out var available, out _, out _)) return (long)available;
        throw new IOException($"The free space of {folder} cannot be read: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    [DllImport("kernel32", EntryPoint = "GetDiskFreeSpaceExW", SetLastError = true, CharSet = CharSet.Unicode)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool GetDiskFreeSpaceEx(string folder, out ulong available, out ulong total, out ulong free);
}
