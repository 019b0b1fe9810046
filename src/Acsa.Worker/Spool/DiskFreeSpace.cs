namespace Acsa.Worker.Spool;

/// <summary>The real disk.</summary>
sealed class DiskFreeSpace : IFreeSpace
{
    public long AvailableBytes(string folder) => new DriveInfo(folder).AvailableFreeSpace;
}
