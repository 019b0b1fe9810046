using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Delivery;

/// <summary>One destination's own loop: claims what is due, sends it, settles each item. Other destinations know nothing of it.</summary>
sealed class DeliveryLoop(
    DestinationConfiguration destination, NodeIdentity node, IOutbox outbox, IResultSender sender, WorkSignal signal, TimeProvider time,
    Random random, ILogger<DeliveryLoop> log, IClassRefusals? refusals = null)
{
    readonly string _owner = node.NewOwner();
    readonly LeaseKeeper _leases = new(Limits.Lease, time);
    DeliveryVerdict? _unsettled;
    IReadOnlyList<(long OutboxId, string SopClassUid, ClassRefusedBy By, string Why)> _refused = [];
    bool _failedBefore;
    int _most = Limits.DeliveriesPerAssociation;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var ticket = signal.Ticket;
            if (await DeliverAsync(stop)) continue;
            await signal.WaitAsync(ticket, await outbox.NextDeliveryAsync(destination.Name, stop), time, stop);
        }
    }

    /// <summary>One association: a probe where the destination is away, else deliveries; false when nothing was due.</summary>
    public async Task<bool> DeliverAsync(CancellationToken stop)
    {
        await SettleAsync();
        if (await outbox.ClaimProbeAsync(destination.Name, destination.Timeout + Limits.Lease, stop))
        {
            await ProbeAsync(stop);
            return true;
        }

        var items = await outbox.ClaimDeliveriesAsync(destination.Name, _owner, _most, Limits.Lease, stop);
        if (items.Count == 0) return false;

        SendReport report;
        int failures;
        try
        {
            // Asked before, so that nothing stands between what the destination answered and its settlement.
            failures = await outbox.FailuresAsync(destination.Name, stop);
            report = await _leases.HoldAsync("the results", renewing => outbox.RenewDeliveriesAsync(destination.Name, _owner, Limits.Lease,
                renewing), sending => sender.SendAsync(destination, items, sending), stop);
        }
        catch (LeaseLostException)
        {
            Log.DeliveryLeaseLost(log, destination.Name);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await GiveBackAsync(items);
            throw;
        }

        _unsettled = DeliveryPolicy.Judge(items, report, failures, destination.Retry, time.GetUtcNow(), random.NextDouble);
        _failedBefore = failures > 0;
        _refused = [.. RefusedOf(items, report)];
        await SettleAsync();
        return true;
    }

    // By one node alone, and by nothing but a C-ECHO: what waits is not offered to an archive that is not there.
    async Task ProbeAsync(CancellationToken stop)
    {
        var failures = await outbox.FailuresAsync(destination.Name, stop);
        var clock = await sender.ProbeAsync(destination, stop) is { } failure
            ? new DestinationClock(failures, null, null).Failed(failure.Words, destination.Retry, time.GetUtcNow(), random.NextDouble)
            : DestinationClock.Well;
        await outbox.SetDestinationAsync(destination.Name, clock, CancellationToken.None);
        _most = 1;
        if (clock.Trouble is null)
        {
            Log.DestinationThere(log, destination.Name);
            refusals?.AskAgain(destination.Name); // It may have come back as another version, or as another archive.
        }
        else TellTrouble(clock);
    }

    // What the destination answered is kept until the ledger has it: if the ledger fails now, it is told at the next turn, before
    // anything else is claimed. Not cancelled: what the destination holds has to be known, however the node ends.
    async Task SettleAsync()
    {
        if (_unsettled is not { } verdict) return;
        await outbox.SettleAsync(destination.Name, _owner, verdict.Settlements, CancellationToken.None);
        if (verdict.Clock.Trouble is not null || _failedBefore)
            await outbox.SetDestinationAsync(destination.Name, verdict.Clock, CancellationToken.None);
        _unsettled = null;
        // Where it leaves the form to the node, another form goes instead of one that it will not take tomorrow either.
        if (_refused.Count > 0 && destination.IsAuto && refusals is not null) await refusals.RefusedAsync(destination.Name, _refused,
            CancellationToken.None);
        // After trouble with one result, then with twice as many: an archive that has just come back is not run over.
        _most = verdict.Clock.Trouble is null ? Math.Min(_most * 2, Limits.DeliveriesPerAssociation) : 1;
        Tell(verdict, verdict.Settlements.Count);
    }

    static IEnumerable<(long OutboxId, string SopClassUid, ClassRefusedBy By, string Why)> RefusedOf(IReadOnlyList<OutboxItem> items,
        SendReport report) =>
        from answer in report.Answers
        where answer.ClassRefusedBy != ClassRefusedBy.Nothing
        join item in items on answer.OutboxId equals item.Id
        select (item.Id, item.SopClassUid, answer.ClassRefusedBy, answer.Words);

    Task GiveBackAsync(IReadOnlyList<OutboxItem> items) => outbox.SettleAsync(
        destination.Name, _owner,
        [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Retry, "the node stopped", null, CountsAsAttempt: false))],
        CancellationToken.None);

    void Tell(DeliveryVerdict verdict, int count)
    {
        foreach (var answers in verdict.Settlements.GroupBy(settlement => settlement.Answer))
            Telemetry.Deliveries.Add(answers.Count(), new("destination", destination.Name), new("answer", answers.Key));
        var stored = verdict.Settlements.Count(settlement => settlement.Answer == StoreAnswer.Stored);
        if (stored > 0) Log.Delivered(log, destination.Name, stored, count);
        TellTrouble(verdict.Clock);
        foreach (var parked in verdict.Settlements.Where(settlement => settlement.Answer == StoreAnswer.Park))
            Log.DeliveryParked(log, destination.Name, parked.OutboxId, parked.Reason);
    }

    void TellTrouble(DestinationClock clock)
    {
        if (clock.Trouble is not { } trouble) return;
        var next = clock.NextCall is { } at ? LedgerTime.Write(at) : "at once";
        if (clock.Failures == Limits.FailuresToOpenCircuit) Log.DestinationAway(log, destination.Name, clock.Failures, trouble, next);
        else Log.DestinationTrouble(log, destination.Name, trouble, next);
    }
}
