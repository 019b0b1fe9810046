namespace Acsa.Worker.Spool;

/// <summary>What the ledger has to know of a data set.</summary>
/// <param name="StudyUid">Study Instance UID (0020,000D); null when it is absent, malformed or cannot be reached.</param>
/// <param name="Unreadable">Why the data set cannot be read, in words; null when it can.</param>
sealed record DatasetSummary(string? StudyUid, string? Unreadable);
