using Acsa.Worker.Ledger;

namespace Acsa.Worker.Delivery;

/// <summary>Decides what follows from an attempt at delivery: stored, tried again on the schedule, or parked.</summary>
static class DeliveryPolicy
{
    /// <param name="items">The items claimed for the association.</param>
    /// <param name="report">How far it came.</param>
    /// <param name="failures">How often in a row the destination could not be reached before.</param>
    /// <param name="schedule">The destination's schedule.</param>
    /// <param name="now">The present.</param>
    /// <param name="chance">Numbers from 0 to 1, for jitter.</param>
    public static DeliveryVerdict Judge(
        IReadOnlyList<OutboxItem> items, SendReport report, int failures, RetrySchedule schedule, DateTimeOffset now, Func<double> chance)
    {
        var answers = report.Answers.ToDictionary(answer => answer.OutboxId);
        var settlements = items.Select(item => answers.TryGetValue(item.Id, out var answer)
            ? Settle(item, answer.Answer, answer.Words, schedule, now, chance)
            : Unanswered(item, report.Failure, schedule, now, chance)).ToList();

        if (report.Failure is not { } failure) return new(settlements, null, null);
        // A destination that answered some of the items is there: only its broken association is tried again, soon.
        var earlier = report.Answers.Count > 0 ? 0 : failures;
        var pause = schedule.DelayAfter(earlier + 1, chance()) ?? schedule.LastDelay;
        return new(settlements, now + pause, failure.Words);
    }

    static OutboxSettlement Unanswered(OutboxItem item, SendFailure? failure, RetrySchedule schedule, DateTimeOffset now,
        Func<double> chance) => failure switch
    {
        { IsTransient: false } => new(item.Id, StoreAnswer.Park, failure.Words, null),
        null => Settle(item, StoreAnswer.Retry, "no answer", schedule, now, chance),
        _ => Settle(item, StoreAnswer.Retry, failure.Words, schedule, now, chance),
    };

    static OutboxSettlement Settle(OutboxItem item, StoreAnswer answer, string words, RetrySchedule schedule, DateTimeOffset now,
        Func<double> chance)
    {
        if (answer != StoreAnswer.Retry) return new(item.Id, answer, words, null, CountsAsAttempt: answer == StoreAnswer.Park);
        return schedule.DelayAfter(item.Attempts + 1, chance()) is { } delay
            ? new(item.Id, StoreAnswer.Retry, words, now + delay)
            : new(item.Id, StoreAnswer.Park, $"given up after {item.Attempts + 1} attempts: {words}", null);
    }
}
