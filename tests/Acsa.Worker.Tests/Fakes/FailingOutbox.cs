using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Tests.Fakes;

/// <summary>A real outbox whose settlements fail so many times, as on a full disk.</summary>
sealed class FailingOutbox(IOutbox outbox) : IOutbox
{
    const int Full = 13; // SQLITE_FULL

    public int Failures { get; set; }

    public Task SettleAsync(string destination, string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken stop) =>
        Failures-- > 0 ? throw new SqliteException("database or disk is full", Full)
            : outbox.SettleAsync(destination, owner, settlements, stop);

    public Task<IReadOnlyList<OutboxItem>> ClaimDeliveriesAsync(string destination, string owner, int limit, TimeSpan lease,
        CancellationToken stop) => outbox.ClaimDeliveriesAsync(destination, owner, limit, lease, stop);

    public Task<bool> RenewDeliveriesAsync(string destination, string owner, TimeSpan lease, CancellationToken stop) =>
        outbox.RenewDeliveriesAsync(destination, owner, lease, stop);

    public Task<IReadOnlyList<RouteChange>> ReviseRoutesAsync(IReadOnlyCollection<string> configured, CancellationToken stop) =>
        outbox.ReviseRoutesAsync(configured, stop);

    public Task<StepDownCount> StepDownAsync(
        string destination, IReadOnlyCollection<long> refused, IReadOnlySet<ResultKind> send, string reason, CancellationToken stop) =>
        outbox.StepDownAsync(destination, refused, send, reason, stop);

    public Task<int> FailuresAsync(string destination, CancellationToken stop) => outbox.FailuresAsync(destination, stop);

    public Task SetDestinationAsync(string destination, DestinationClock clock, CancellationToken stop) =>
        outbox.SetDestinationAsync(destination, clock, stop);

    public Task<bool> ClaimProbeAsync(string destination, TimeSpan lease, CancellationToken stop) =>
        outbox.ClaimProbeAsync(destination, lease, stop);

    public Task<DateTimeOffset?> NextDeliveryAsync(string destination, CancellationToken stop) =>
        outbox.NextDeliveryAsync(destination, stop);
}
