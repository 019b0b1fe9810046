using Acsa.DicomScp;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.StorageCommitment;

/// <summary>Storage Commitment with an archive over the network.</summary>
interface ICommitmentClient
{
    /// <summary>Sends the N-ACTION; null when it was accepted, else why not. A report on the same association goes to the call-back, whose
    /// status is the answer to it.</summary>
    Task<AskFailure?> AskAsync(DestinationConfiguration destination, CommitmentAsk ask, Func<CommitmentReport, Task<DicomStatus>> report,
        CancellationToken stop);

    /// <summary>Which of the results the archive finds (C-FIND, study root, image level), by outbox row; null when it cannot be
    /// asked.</summary>
    Task<IReadOnlySet<long>?> FindAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop);
}
