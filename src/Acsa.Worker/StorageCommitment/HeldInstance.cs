namespace Acsa.Worker.StorageCommitment;

/// <summary>An instance that the ledger knows and whose file it has not removed.</summary>
/// <param name="Bytes">How long the file is.</param>
sealed record HeldInstance(string SopInstanceUid, string SopClassUid, string File, long Bytes);
