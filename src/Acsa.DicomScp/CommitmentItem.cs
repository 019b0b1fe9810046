namespace Acsa.DicomScp;

/// <summary>One instance of a Storage Commitment request or report.</summary>
public sealed record CommitmentItem(string SopClassUid, string SopInstanceUid);
