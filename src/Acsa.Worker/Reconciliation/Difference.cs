namespace Acsa.Worker.Reconciliation;

/// <summary>One thing in which an archive and the ledger differ.</summary>
/// <param name="Kind">missing, unknown or duplicate.</param>
/// <param name="Result">seg, sr or sc; null when the ledger does not know it.</param>
sealed record Difference(string Kind, string StudyUid, string SopInstanceUid, string? Result)
{
    /// <summary>The ledger says it was stored there, and it is not.</summary>
    public const string Missing = "missing";

    /// <summary>It bears a UID as this program makes them, and the ledger knows no such result.</summary>
    public const string Unknown = "unknown";

    /// <summary>It is listed more than once.</summary>
    public const string Duplicate = "duplicate";
}
