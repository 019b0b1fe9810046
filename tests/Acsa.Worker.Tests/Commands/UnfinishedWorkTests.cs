using Acsa.Worker.Commands;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Tests.Commands;

public sealed class UnfinishedWorkTests
{
    [Fact]
    public void What_has_no_outcome_and_what_a_destination_lacks_is_unfinished_and_nothing_else()
    {
        Assert.Equal(
            ["2 studies not analysed yet", "1 study parked", "3 results not delivered to pacs"],
            UnfinishedWork.In(Report(
                new() { ["received"] = 2, ["parked"] = 1, ["delivered"] = 5, ["committed"] = 4, ["analysed"] = 1 },
                new("pacs", 2, 9, 0, 1, null, null), new("research", 0, 9, 0, 0, null, null))));
        Assert.Empty(UnfinishedWork.In(Report(new() { ["delivered"] = 5 }, new DestinationRow("pacs", 0, 9, 0, 0, null, null))));
    }

    static LedgerReport Report(Dictionary<string, long> states, params DestinationRow[] destinations) =>
        new(states, [], [], destinations, [], 0, 0, 0);
}
