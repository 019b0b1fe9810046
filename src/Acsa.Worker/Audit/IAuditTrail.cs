namespace Acsa.Worker.Audit;

/// <summary>Who did what, for good.</summary>
interface IAuditTrail
{
    /// <summary>Writes an entry; when this returns it is in the file.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken stop);

    /// <summary>The last entries, the newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> LastAsync(int count, CancellationToken stop);
}
