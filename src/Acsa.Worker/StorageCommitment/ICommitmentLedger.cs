using Acsa.DicomScp;
using Acsa.Worker.Delivery;

namespace Acsa.Worker.StorageCommitment;

/// <summary>The ledger as Storage Commitment sees it. Each method is one transaction.</summary>
interface ICommitmentLedger
{
    /// <summary>Begins a transaction about what was delivered and is to be asked about; null when there is nothing, or the destination is
    /// not to be called.</summary>
    /// <param name="limit">At most so many at once.</param>
    /// <param name="pause">Fewer than the limit wait until the first of them was delivered so long ago: more may come.</param>
    /// <param name="hold">Unanswered after this, unless <see cref="AwaitReportAsync"/> says otherwise.</param>
    Task<CommitmentAsk?> BeginCommitmentAsync(string destination, int limit, TimeSpan pause, TimeSpan hold, CancellationToken stop);

    /// <summary>The archive took the request: its report may take so long from now on.</summary>
    Task AwaitReportAsync(long id, TimeSpan patience, CancellationToken stop);

    /// <summary>Claims a transaction whose report did not come in time; null when there is none.</summary>
    Task<CommitmentAsk?> ClaimUnansweredAsync(string destination, TimeSpan hold, CancellationToken stop);

    /// <summary>Ends a transaction without a report.</summary>
    Task SettleCommitmentAsync(string destination, long id, IReadOnlyList<CommitmentOutcome> outcomes, RetrySchedule schedule,
        Func<double> chance, CancellationToken stop);

    /// <summary>Records a report, late ones included; false when this node asked the destination nothing under its transaction
    /// UID.</summary>
    Task<bool> ReportCommitmentAsync(string destination, CommitmentReport report, RetrySchedule schedule, Func<double> chance,
        CancellationToken stop);

    /// <summary>Records what a scanner asks, to be reported on from a time.</summary>
    Task RecordRequestAsync(Caller caller, CommitmentRequest request, TimeSpan reportAfter, CancellationToken stop);

    /// <summary>Claims a request whose report is due; null when there is none.</summary>
    Task<ScannerRequest?> ClaimRequestAsync(TimeSpan hold, CancellationToken stop);

    /// <summary>Says what became of a report: taken (null), to be sent again at a time, or given up with its reason.</summary>
    Task SettleRequestAsync(string callingAe, string transactionUid, string? reason, DateTimeOffset? nextAttempt, CancellationToken stop);

    /// <summary>What is held under these UIDs: class and spool file of each.</summary>
    Task<IReadOnlyList<HeldInstance>> HeldAsync(IReadOnlyList<string> sopInstanceUids, CancellationToken stop);
}
