using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Tests.Delivery;

public sealed class DeliveryPolicyTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    static readonly RetrySchedule Schedule = RetrySchedule.TryParse("2x10s", out var schedule) ? schedule : throw new FormatException();

    [Theory]
    [InlineData(0x0000, StoreAnswer.Stored)]
    [InlineData(0x0111, StoreAnswer.Stored)]
    [InlineData(0xB000, StoreAnswer.Stored)]
    [InlineData(0xB006, StoreAnswer.Stored)]
    [InlineData(0xA700, StoreAnswer.Retry)]
    [InlineData(0xA7FF, StoreAnswer.Retry)]
    [InlineData(0x0110, StoreAnswer.Retry)]
    [InlineData(0xA900, StoreAnswer.Park)]
    [InlineData(0xC000, StoreAnswer.Park)]
    [InlineData(0x0122, StoreAnswer.Retry)]
    [InlineData(0x0124, StoreAnswer.Retry)]
    [InlineData(0x0213, StoreAnswer.Retry)]
    [InlineData(0x0117, StoreAnswer.Park)]
    [InlineData(0x0211, StoreAnswer.Park)]
    [InlineData(0xFE00, StoreAnswer.Park)]
    [InlineData(0xFF00, StoreAnswer.Park)]
    [InlineData(0x0001, StoreAnswer.Park)]
    public void Status_codes_fall_into_their_classes(int status, object answer) =>
        Assert.Equal((StoreAnswer)answer, StoreAnswers.Classify((ushort)status));

    [Fact]
    public void Only_what_was_not_stored_is_tried_again()
    {
        var verdict = Judge([Item(1), Item(2)], new([new(1, StoreAnswer.Stored, "stored"), new(2, StoreAnswer.Retry, "full")], null));
        Assert.Equal([StoreAnswer.Stored, StoreAnswer.Retry], verdict.Settlements.Select(s => s.Answer));
        Assert.Equal(Now + TimeSpan.FromSeconds(10), verdict.Settlements[1].NextAttempt);
        Assert.Equal(DestinationClock.Well, verdict.Clock);
    }

    [Fact]
    public void The_documentation_prints_the_rules_of_the_code()
    {
        var page = File.ReadAllLines(Path.Combine(Fakes.Repository.Root, "docs", "ledger-and-delivery.md"));
        var start = Array.FindIndex(page, line => line.StartsWith("| status | what follows |", StringComparison.Ordinal));
        Assert.True(start >= 0);
        var words = new Dictionary<StoreAnswer, string>
        {
            [StoreAnswer.Stored] = "stored", [StoreAnswer.Retry] = "tried again on the schedule", [StoreAnswer.Park] = "parked",
        };
        Assert.Equal(
            StoreAnswers.Rules.Select(rule => $"| {rule.Codes}: {rule.Words} | {words[rule.Answer]} | {rule.Why} |"),
            page.Skip(start + 2).TakeWhile(line => line.StartsWith('|')));
    }

    [Fact]
    public void A_destination_that_cannot_be_reached_holds_itself_and_costs_no_result_an_attempt()
    {
        var verdict = Judge([Item(1), Item(2)], new([], new(WasAssociated: false, "connection refused")));
        Assert.All(verdict.Settlements, item => Assert.Equal(
            (StoreAnswer.Retry, false, (DateTimeOffset?)null), (item.Answer, item.CountsAsAttempt, item.NextAttempt)));
        Assert.Equal(new(1, Now + TimeSpan.FromSeconds(10), "connection refused"), verdict.Clock);
    }

    [Fact]
    public void Of_an_association_that_broke_the_object_under_way_waits_and_those_behind_it_do_not()
    {
        var verdict = Judge([Item(1), Item(2), Item(3)], new([new(1, StoreAnswer.Stored, "stored")], new(WasAssociated: true, "aborted")));
        Assert.Equal([true, true, false], verdict.Settlements.Select(item => item.CountsAsAttempt || item.Answer == StoreAnswer.Stored));
        Assert.Equal([null, Now + TimeSpan.FromSeconds(10), null], verdict.Settlements.Select(item => item.NextAttempt));
    }

    [Fact]
    public void A_destination_that_answered_something_is_not_counted_as_away()
    {
        var failure = new SendFailure(WasAssociated: true, "aborted");
        OutboxItem[] items = [Item(1), Item(2)];
        Assert.Equal(1, Judge(items, new([new(1, StoreAnswer.Stored, "stored")], failure), failures: 2).Clock.Failures);
        Assert.Equal(3, Judge(items, new([], failure), failures: 2).Clock.Failures);
        // That a file cannot be read says nothing of the destination.
        Assert.Equal(3, Judge(items, new([new(1, StoreAnswer.Park, "unreadable", IsOfPeer: false)], failure), failures: 2).Clock.Failures);
    }

    [Fact]
    public void The_schedule_ends_in_parking()
    {
        var verdict = Judge([Item(1, attempts: 2)], new([new(1, StoreAnswer.Retry, "full")], null));
        Assert.Equal(StoreAnswer.Park, verdict.Settlements[0].Answer);
        Assert.Contains("3 attempts", verdict.Settlements[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_nobody_answered_is_tried_again() =>
        Assert.Equal(StoreAnswer.Retry, Judge([Item(1)], new([], null)).Settlements[0].Answer);

    static DeliveryVerdict Judge(OutboxItem[] items, SendReport report, int failures = 0) =>
        DeliveryPolicy.Judge(items, report, failures, Schedule, Now, () => 0.5);

    static OutboxItem Item(long id, int attempts = 0) => new(id, "1.2", "f", "1.2.3", "1.2.4", attempts);
}
