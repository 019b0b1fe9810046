namespace Acsa.Worker.Spool;

/// <summary>How much room a disk has left.</summary>
interface IFreeSpace
{
    /// <summary>Free bytes that this account may use on the disk of a folder.</summary>
    long AvailableBytes(string folder);
}
