namespace Acsa.DicomScp;

/// <summary>Which instances of a request are held and which are not (PS3.4 table J.3-2).</summary>
/// <param name="Failed">Each with its Failure Reason (0008,1197), PS3.3 C.14.1.1.</param>
public sealed record CommitmentReport(
    string TransactionUid, IReadOnlyList<CommitmentItem> Stored, IReadOnlyList<(CommitmentItem Item, ushort Reason)> Failed)
{
    /// <summary>Failure Reason: the instance is not held.</summary>
    public const ushort NoSuchInstance = 0x0112;

    /// <summary>Failure Reason: the instance is held, of another class.</summary>
    public const ushort ClassInstanceConflict = 0x0119;
}
