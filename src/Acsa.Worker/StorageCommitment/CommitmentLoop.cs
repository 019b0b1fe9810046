using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.StorageCommitment;

/// <summary>
/// Asks one archive to commit to what was delivered, and does something about what it does not answer: 1. a transaction without a report
/// by its deadline is looked into by C-FIND; 2. what was delivered and not asked about is asked about, many in one transaction.
/// </summary>
sealed class CommitmentLoop(
    DestinationConfiguration destination, ICommitmentLedger ledger, ICommitmentClient client, WorkSignal signal, TimeProvider time,
    Random random, ILogger<CommitmentLoop> log)
{
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var ticket = signal.Ticket;
            if (!await StepAsync(stop)) await signal.WaitAsync(ticket, null, time, stop);
        }
    }

    /// <summary>One transaction looked into or begun; false when there was nothing to do.</summary>
    public async Task<bool> StepAsync(CancellationToken stop)
    {
        if (await ledger.ClaimUnansweredAsync(destination.Name, Hold, stop) is { } late)
        {
            await LookIntoAsync(late, stop);
            return true;
        }

        // In the ledger before it is asked: a report may come before the answer. If the node dies meanwhile it is unanswered soon.
        if (await ledger.BeginCommitmentAsync(destination.Name, Limits.CommitmentsPerRequest, Limits.CommitmentPause, Hold,
            stop) is not { } ask)
            return false;
        var failure = await client.AskAsync(destination, ask, async report =>
            await ledger.ReportCommitmentAsync(destination.Name, report, destination.Retry, random.NextDouble, CancellationToken.None)
                ? DicomStatus.Success : DicomStatus.InvalidArgumentValue, stop);
        if (failure is null)
        {
            await ledger.AwaitReportAsync(ask.Id, destination.CommitmentTimeout, CancellationToken.None);
            Log.CommitmentAsked(log, destination.Name, ask.Items.Count);
            return true;
        }

        Log.CommitmentNotAsked(log, destination.Name, failure.Words);
        await SettleAsync(ask, item => new(item.Id, CommitmentFate.AskAgain, failure.Words, failure.WasAnswered));
        return true;
    }

    // Long enough for one call, whatever of it takes its time.
    TimeSpan Hold => destination.Timeout * 4 + Limits.Lease;

    async Task LookIntoAsync(CommitmentAsk late, CancellationToken stop)
    {
        var found = await client.FindAsync(destination, late.Items, stop);
        Log.CommitmentUnanswered(log, destination.Name, late.Items.Count);
        await SettleAsync(late, item => found is null
            ? new(item.Id, CommitmentFate.AskAgain, "no report on the commitment in time, and no answer to a query")
            : found.Contains(item.Id)
            ? new(item.Id, CommitmentFate.AskAgain, "no report on the commitment in time, though the destination finds it")
            : new(item.Id, CommitmentFate.SendAgain, "no report on the commitment in time, and the destination does not find it"));
    }

    Task SettleAsync(CommitmentAsk ask, Func<OutboxItem, CommitmentOutcome> outcome) => ledger.SettleCommitmentAsync(
        destination.Name, ask.Id, [.. ask.Items.Select(outcome)], destination.Retry, random.NextDouble, CancellationToken.None);
}
