namespace Acsa.Worker.Ledger;

/// <summary>An instance of a claimed study.</summary>
/// <param name="File">Path relative to the spool.</param>
sealed record StoredInstance(long Id, string SopInstanceUid, string SopClassUid, string TransferSyntaxUid, string File)
{
    /// <summary>Who sent it.</summary>
    public string CallingAe { get; init; } = "";

    /// <summary>Of the data set as received, lower-case hex; null where that is not to be proved.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Until when this edit, which was read before, waits for its images; null when it does not.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }
}
