namespace Acsa.Worker.Tests.Fakes;

/// <summary>A real file system of a few megabytes, in memory; it can be filled, and really is full then.</summary>
sealed class SmallDisk : IAsyncDisposable
{
    readonly string _filler;

    SmallDisk(string path) => (Path, _filler) = (path, System.IO.Path.Combine(path, "filler"));

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("This test mounts a small file system, which only root may do: run the tests as root.");
        var folder = Directory.CreateTempSubdirectory("acsa-disk-").FullName;
        await PeerProcess.MustRunAsync("/bin/mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
        return new SmallDisk(folder);
    }

    /// <summary>Fills the disk until so many bytes are left.</summary>
    public void FillTo(long left)
    {
        using var filler = new FileStream(_filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[4096];
        while (new DriveInfo(Path).AvailableFreeSpace - piece.Length >= left) filler.Write(piece);
    }

    public void Empty() => File.Delete(_filler);

    public async ValueTask DisposeAsync()
    {
        await PeerProcess.MustRunAsync("/bin/umount", Path);
        Directory.Delete(Path);
    }
}
