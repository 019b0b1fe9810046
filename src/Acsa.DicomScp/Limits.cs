namespace Acsa.DicomScp;

/// <summary>Every bound of the listener, each with its reason.</summary>
static class Limits
{
    /// <summary>PS3.5 9.1: a UID has at most 64 characters.</summary>
    public const int UidLength = 64;

    /// <summary>PS3.5 6.2: an application entity title has at most 16 characters.</summary>
    public const int AeTitleLength = 16;

    /// <summary>Associations at a time: more than a large department has consoles, fewer than sockets that somebody forgot to
    /// close.</summary>
    public const int Associations = 128;

    /// <summary>The same for one address: one machine that leaves associations open cannot take all places.</summary>
    public const int AssociationsPerHost = 64;

    /// <summary>Instances in one Storage Commitment request: more than a scanner makes in a day.</summary>
    public const int CommitmentItems = 10_000;

    /// <summary>File meta information holds a few UIDs and titles; a larger group 2 is not ours.</summary>
    public const uint FileMetaLength = 64 * 1024;

    /// <summary>Largest data set: minutes of uncompressed colour video, and no more than a disk can bear from a few peers.</summary>
    public const long DataSetLength = 8L << 30;
}
