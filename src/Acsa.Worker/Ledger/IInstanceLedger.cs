using Acsa.DicomScp;

namespace Acsa.Worker.Ledger;

/// <summary>The ledger as the spool sees it.</summary>
interface IInstanceLedger
{
    /// <summary>Records a spooled instance and wakes its study, in one transaction. Already held: no row is added.</summary>
    Task<StoreVerdict> RecordAsync(SpooledInstance instance, bool adopted, CancellationToken stop);

    /// <summary>The spool's file of an instance that is held with these bytes; null when none is.</summary>
    Task<string?> FileOfAsync(string sopInstanceUid, string sha256, CancellationToken stop);

    /// <summary>The spool's files that have a row.</summary>
    Task<IReadOnlySet<string>> SpoolFilesAsync(CancellationToken stop);
}
