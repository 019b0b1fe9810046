using Acsa.Reporting;
using Acsa.Worker.Delivery;

namespace Acsa.Worker.Ledger;

/// <summary>The ledger as delivery sees it. Each method is one transaction.</summary>
interface IOutbox
{
    /// <summary>Claims results due for a destination that is not away and whose clock allows a call.</summary>
    Task<IReadOnlyList<OutboxItem>> ClaimDeliveriesAsync(string destination, string owner, int limit, TimeSpan lease,
        CancellationToken stop);

    /// <summary>Extends the lease on what an owner has claimed; false when all of it was lost.</summary>
    Task<bool> RenewDeliveriesAsync(string destination, string owner, TimeSpan lease, CancellationToken stop);

    /// <summary>Parks what waits for a destination that is not configured, and puts back to work what was parked for that reason and
    /// has its destination again.</summary>
    Task<IReadOnlyList<RouteChange>> ReviseRoutesAsync(IReadOnlyCollection<string> configured, CancellationToken stop);

    /// <summary>Settles claimed results; a row whose lease was lost is left alone unless it was stored.</summary>
    Task SettleAsync(string destination, string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken stop);

    /// <summary>Sends other forms of the same findings, as far as they were written, instead of results that a destination refused, and
    /// of those waiting
    /// whose kind it gets no more; what was refused and has no other form is parked.</summary>
    /// <param name="refused">The rows that were refused.</param>
    /// <param name="send">The kinds that it gets from now on.</param>
    Task<StepDownCount> StepDownAsync(
        string destination, IReadOnlyCollection<long> refused, IReadOnlySet<ResultKind> send, string reason, CancellationToken stop);

    /// <summary>How often in a row the destination could not be reached.</summary>
    Task<int> FailuresAsync(string destination, CancellationToken stop);

    /// <summary>Sets the destination's clock.</summary>
    Task SetDestinationAsync(string destination, DestinationClock clock, CancellationToken stop);

    /// <summary>Claims the one call that finds out whether a destination that is away is there again; false when it is not away, not to
    /// be called yet, or called by another node.</summary>
    Task<bool> ClaimProbeAsync(string destination, TimeSpan lease, CancellationToken stop);

    /// <summary>When the destination is next to be called; null when nothing waits for it.</summary>
    Task<DateTimeOffset?> NextDeliveryAsync(string destination, CancellationToken stop);
}
