namespace Acsa.Worker.Ledger;

/// <summary>A file that the ledger names.</summary>
/// <param name="SourceUid">SOP Instance UID of the received instance that it is, or is about.</param>
/// <param name="SopInstanceUid">Its own.</param>
/// <param name="Kind">Of a result; empty for what was received.</param>
/// <param name="File">Relative to its folder.</param>
/// <param name="IsKept">False once retention has removed it.</param>
sealed record HeldFile(string SourceUid, string SopInstanceUid, string Kind, string File, bool IsKept);
