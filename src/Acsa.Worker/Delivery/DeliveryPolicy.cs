using Acsa.Worker.Ledger;

namespace Acsa.Worker.Delivery;

/// <summary>
/// Decides what follows from an attempt at delivery. What is about a result — its status, its class — is tried again on the schedule
/// and parked at its end. What is about the destination holds the destination and parks nothing.
/// </summary>
static class DeliveryPolicy
{
    /// <param name="items">The items claimed for the association, in the order in which they are sent.</param>
    /// <param name="report">How far it came.</param>
    /// <param name="failures">How often in a row the destination could not be reached before.</param>
    /// <param name="schedule">The destination's schedule.</param>
    /// <param name="now">The present.</param>
    /// <param name="chance">Numbers from 0 to 1, for jitter.</param>
    public static DeliveryVerdict Judge(
        IReadOnlyList<OutboxItem> items, SendReport report, int failures, RetrySchedule schedule, DateTimeOffset now, Func<double> chance)
    {
        var answers = report.Answers.ToDictionary(answer => answer.OutboxId);
        var unanswered = items.Where(item => !answers.ContainsKey(item.Id)).ToList();
        // One is sent at a time: what breaks an association again and again is the first without an answer. It waits, the others do not.
        var suspect = report.Failure is { WasAssociated: true } ? unanswered.FirstOrDefault() : null;
        var settlements = items.Select(item =>
            answers.TryGetValue(item.Id, out var answer)
                ? Settle(item, answer.Answer, answer.Words, schedule, now, chance) with { FileIsLost = answer.FileIsLost }
            : report.WasStopped
                ? new OutboxSettlement(item.Id, StoreAnswer.Retry, "the node stopped", null, CountsAsAttempt: false)
            : report.Failure is { } broken && item != suspect
                ? new OutboxSettlement(item.Id, StoreAnswer.Retry, broken.Words, null, CountsAsAttempt: false)
            : Settle(item, StoreAnswer.Retry, report.Failure?.Words ?? "no answer", schedule, now, chance)).ToList();

        if (report.Failure is not { } failure) return new(settlements, DestinationClock.Well);
        // A destination that answered some of the items is there: only its broken association is tried again, soon.
        var before = new DestinationClock(report.IsAnsweredByPeer ? 0 : failures, null, null);
        return new(settlements, before.Failed(failure.Words, schedule, now, chance));
    }

    static OutboxSettlement Settle(OutboxItem item, StoreAnswer answer, string words, RetrySchedule schedule, DateTimeOffset now,
        Func<double> chance)
    {
        if (answer != StoreAnswer.Retry) return new(item.Id, answer, words, null, CountsAsAttempt: answer == StoreAnswer.Park);
        return schedule.DelayAfter(item.Attempts + 1, chance()) is { } delay
            ? new(item.Id, StoreAnswer.Retry, words, now + delay)
            : new(item.Id, StoreAnswer.Park, $"given up after {item.Attempts + 1} attempts: {words}", null);
    }
}
