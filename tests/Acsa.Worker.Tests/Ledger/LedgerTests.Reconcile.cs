using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Retention;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

public abstract partial class LedgerTests
{
    [Fact]
    public async Task What_was_taken_is_to_be_looked_for_until_it_is_seen()
    {
        await Deliver("1.2");
        await Deliver("1.3");
        Assert.Empty(await Unseen(TimeSpan.FromHours(1)));
        _time.Advance(TimeSpan.FromHours(1));
        var unseen = await Unseen(TimeSpan.FromHours(1));
        Assert.Equal(6, unseen.Count);
        Assert.Equal(["1.2"], (await Unseen(TimeSpan.FromHours(1), studies: 1)).Select(one => one.StudyUid).Distinct());
        Assert.Empty(await Unseen(TimeSpan.FromHours(1), committed: true)); // Where the archive is to commit first.
        await _ledger.SeenAsync("pacs", [unseen[0].SopInstanceUid], default);
        Assert.Equal(unseen.Skip(1), await Unseen(TimeSpan.FromHours(1)));
        Assert.Equal(5, (await Queue()).Unseen);
    }

    [Fact]
    public async Task What_is_lost_is_sent_again_as_often_as_is_allowed_and_then_waits_for_a_person()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        for (var resend = 0; resend < 2; resend++)
        {
            var lost = Assert.Single(await Unseen(TimeSpan.Zero));
            Assert.Equal(new LostCount(1, 0), await _ledger.LostAsync("pacs", [lost.SopInstanceUid], 2, default));
            Assert.Equal("analysed", await StateOf("1.2"));
            Assert.Empty(await Unseen(TimeSpan.Zero));
            await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);
        }

        var uid = Assert.Single(await Unseen(TimeSpan.Zero)).SopInstanceUid;
        Assert.Equal(new LostCount(0, 1), await _ledger.LostAsync("pacs", [uid], 2, default));
        Assert.Equal("parked", await StateOf("1.2"));
        Assert.Contains("not to hold it", Assert.Single((await _ledger.ReportAsync(default)).Parked).Reason, StringComparison.Ordinal);
        Assert.Equal(default, await _ledger.LostAsync("pacs", [uid], 2, default)); // It is nobody's any more.
    }

    [Fact]
    public async Task What_is_seen_and_then_sent_again_has_to_be_seen_again()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        var uid = Assert.Single(await Unseen(TimeSpan.Zero)).SopInstanceUid;
        await _ledger.SeenAsync("pacs", [uid], default);
        Assert.Equal(1, await _ledger.ResendAsync("pacs", [uid], default));
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);
        Assert.Single(await Unseen(TimeSpan.Zero));
    }

    [Fact]
    public async Task Nothing_is_removed_before_it_was_seen_where_it_is_looked_for()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        _time.Advance(TimeSpan.FromDays(31));
        var since = _time.GetUtcNow().AddDays(-30);
        var rule = new FinishRule([], ["other", "pacs"]);
        Assert.Empty(await _ledger.FinishedInstancesAsync(since, rule, 10, default));
        Assert.Empty(await _ledger.FinishedResultsAsync(since, rule, 10, default));
        await _ledger.SeenAsync("pacs", [Assert.Single(await Unseen(TimeSpan.Zero)).SopInstanceUid], default);
        Assert.Single(await _ledger.FinishedInstancesAsync(since, rule, 10, default));
        Assert.Equal(3, (await _ledger.FinishedResultsAsync(since, rule, 10, default)).Count);
    }

    [Fact]
    public async Task What_was_lost_and_whose_file_is_gone_waits_for_a_person()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        _time.Advance(TimeSpan.FromDays(31));
        await _ledger.RemovedAsync(
            await _ledger.FinishedResultsAsync(_time.GetUtcNow().AddDays(-30), FinishRule.Stored, 10, default), results: true, default);
        var uid = Assert.Single(await Unseen(TimeSpan.Zero)).SopInstanceUid;
        Assert.Equal(new LostCount(0, 1), await _ledger.LostAsync("pacs", [uid], 2, default));
    }

    [Fact]
    public async Task Requests_for_commitment_that_are_open_are_counted()
    {
        await Deliver("1.2");
        Assert.Equal((0, null), ((await Queue()).Asked, (await Queue()).AskedSince));
        var asked = _time.GetUtcNow();
        var ask = await Begin();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((3, asked), ((await Queue()).Asked, (await Queue()).AskedSince));
        await Report(ask.TransactionUid, Items(ask));
        Assert.Equal((0, null), ((await Queue()).Asked, (await Queue()).AskedSince));
    }

    Task<IReadOnlyList<UnseenResult>> Unseen(TimeSpan after, bool committed = false, int studies = 100) =>
        _ledger.UnseenAsync("pacs", committed, _time.GetUtcNow() - after, studies, default);
}
