using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Delivery;

/// <summary>One destination's own loop: claims what is due, sends it, settles each item. Other destinations know nothing of it.</summary>
sealed class DeliveryLoop(
    DestinationConfiguration destination, NodeIdentity node, IOutbox outbox, IResultSender sender, WorkSignal signal, TimeProvider time,
    Random random, ILogger<DeliveryLoop> log)
{
    readonly string _owner = node.NewOwner();

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var ticket = signal.Ticket;
            if (await DeliverAsync(stop)) continue;
            await signal.WaitAsync(ticket, await outbox.NextDeliveryAsync(destination.Name, stop), time, stop);
        }
    }

    /// <summary>One association's worth of deliveries; false when nothing was due.</summary>
    public async Task<bool> DeliverAsync(CancellationToken stop)
    {
        // Long enough for every item to use up its time-out, so that nobody else takes them meanwhile.
        var lease = destination.Timeout * (Limits.DeliveriesPerAssociation + 2);
        var items = await outbox.ClaimDeliveriesAsync(destination.Name, _owner, Limits.DeliveriesPerAssociation, lease, stop);
        if (items.Count == 0) return false;

        SendReport report;
        try
        {
            report = await sender.SendAsync(destination, items, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await GiveBackAsync(items);
            throw;
        }

        var failures = await outbox.FailuresAsync(destination.Name, stop);
        var verdict = DeliveryPolicy.Judge(items, report, failures, destination.Retry, time.GetUtcNow(), random.NextDouble);
        // Not cancelled: what the destination holds has to be known, however the node ends.
        await outbox.SettleAsync(destination.Name, _owner, verdict.Settlements, CancellationToken.None);
        if (verdict.Trouble is not null || failures > 0) await outbox.SetDestinationAsync(destination.Name, verdict.NextCall,
            verdict.Trouble, CancellationToken.None);
        Tell(verdict, items.Count);
        return true;
    }

    Task GiveBackAsync(IReadOnlyList<OutboxItem> items) => outbox.SettleAsync(
        destination.Name, _owner,
        [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Retry, "the node stopped", null, CountsAsAttempt: false))],
        CancellationToken.None);

    void Tell(DeliveryVerdict verdict, int count)
    {
        var stored = verdict.Settlements.Count(settlement => settlement.Answer == StoreAnswer.Stored);
        if (stored > 0) Log.Delivered(log, destination.Name, stored, count);
        if (verdict.Trouble is { } trouble) Log.DestinationTrouble(log, destination.Name, trouble, verdict.NextCall is { } next
            ? LedgerTime.Write(next) : "at once");
        foreach (var parked in verdict.Settlements.Where(settlement => settlement.Answer == StoreAnswer.Park))
            Log.DeliveryParked(log, destination.Name, parked.OutboxId, parked.Reason);
    }
}
