using Acsa.Worker.Ledger;
using Acsa.Worker.Reconciliation;

namespace Acsa.Worker.Tests.Reconciliation;

public sealed class ComparisonTests
{
    static readonly string A = ResultUids.For("a");
    static readonly string B = ResultUids.For("b");

    [Fact]
    public void What_the_ledger_says_was_stored_and_is_there_once_does_not_differ() =>
        Assert.Empty(Comparison.Run([Known(A, "delivered"), Known(B, "committed")], [Held(A), Held(B), Held("1.2.840.1")]));

    [Fact]
    public void What_was_stored_and_is_not_there_is_missing_and_what_waits_or_is_parked_is_not() =>
        Assert.Equal([new Difference("missing", "1.2", A, "sr")],
            Comparison.Run([Known(A, "delivered"), Known(B, "pending"), Known(ResultUids.For("c"), "parked"),
                Known(ResultUids.For("d"), null)], []));

    [Fact]
    public void What_was_replaced_is_not_missing_and_is_still_known() =>
        Assert.Empty(Comparison.Run(
            [Known(A, "delivered") with { IsSuperseded = true }, Known(B, "committed") with { IsSuperseded = true }], [Held(B)]));

    [Fact]
    public void A_result_that_the_ledger_does_not_know_is_told_by_its_kind_of_uid() =>
        Assert.Equal([new Difference("unknown", "1.2", B, null)],
            Comparison.Run([Known(A, "delivered")], [Held(A), Held(B), Held("1.2.840.1"), Held("2.25.1234567"), Held("2.25.x")]));

    [Fact]
    public void What_is_listed_twice_is_a_duplicate() =>
        Assert.Equal([new Difference("duplicate", "1.2", A, "sr")],
            Comparison.Run([Known(A, "delivered")], [Held(A), Held(A) with { SeriesUid = "2" }]));

    static KnownResult Known(string uid, string? state) => new("1.2", uid, "sr", state);

    static HeldInstance Held(string uid) => new("1.2", "1", uid);
}
