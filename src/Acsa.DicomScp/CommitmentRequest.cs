namespace Acsa.DicomScp;

/// <summary>Whether some instances are held (PS3.4 table J.3-1).</summary>
public sealed record CommitmentRequest(string TransactionUid, IReadOnlyList<CommitmentItem> Items);
