namespace Acsa.Worker.Ledger;

/// <summary>A result under lease for one destination.</summary>
/// <param name="File">Path relative to the results folder.</param>
/// <param name="Attempts">Failed attempts so far.</param>
sealed record OutboxItem(long Id, string StudyUid, string File, string SopInstanceUid, string SopClassUid, int Attempts)
{
    /// <summary>Of the file as it was written, lower-case hex; null where that is not to be proved.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether the destination is to be asked first if it holds the result: an earlier ledger may have had it sent.</summary>
    public bool AskFirst { get; init; }
}
