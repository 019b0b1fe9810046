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
    [InlineData(0x0122, StoreAnswer.Park)]
    [InlineData(0x0124, StoreAnswer.Park)]
    public void Status_codes_fall_into_their_classes(int status, object answer) =>
        Assert.Equal((StoreAnswer)answer, StoreAnswers.Classify((ushort)status));

    [Fact]
    public void Only_what_was_not_stored_is_tried_again()
    {
        var verdict = Judge([Item(1), Item(2)], new([new(1, StoreAnswer.Stored, "stored"), new(2, StoreAnswer.Retry, "full")], null));
        Assert.Equal([StoreAnswer.Stored, StoreAnswer.Retry], verdict.Settlements.Select(s => s.Answer));
        Assert.Equal(Now + TimeSpan.FromSeconds(10), verdict.Settlements[1].NextAttempt);
        Assert.Null(verdict.NextCall);
    }

    [Fact]
    public void An_unreachable_destination_delays_its_items_and_itself()
    {
        var verdict = Judge([Item(1)], new([], new(IsTransient: true, "connection refused")));
        Assert.Equal(StoreAnswer.Retry, verdict.Settlements[0].Answer);
        Assert.Equal(Now + TimeSpan.FromSeconds(10), verdict.NextCall);
        Assert.Equal("connection refused", verdict.Trouble);
    }

    [Fact]
    public void A_refusal_for_good_parks_with_its_reason()
    {
        var verdict = Judge([Item(1)], new([], new(IsTransient: false, "calling AE title not recognised")));
        Assert.Equal((StoreAnswer.Park, "calling AE title not recognised"), (verdict.Settlements[0].Answer, verdict.Settlements[0].Reason));
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

    static DeliveryVerdict Judge(OutboxItem[] items, SendReport report) => DeliveryPolicy.Judge(items, report, 0, Schedule, Now, () => 0.5);

    static OutboxItem Item(long id, int attempts = 0) => new(id, "1.2", "f", "1.2.3", "1.2.4", attempts);
}
