using Acsa.DicomScp;
using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.StorageCommitment;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

public abstract partial class LedgerTests
{
    static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);
    static readonly RetrySchedule Twice = RetrySchedule.TryParse("2x10s", out var twice) ? twice : throw new FormatException();

    [Fact]
    public async Task A_study_is_committed_once_each_of_its_results_is()
    {
        await Deliver("1.2");
        var ask = await Begin();
        Assert.Equal(3, ask.Items.Count);
        Assert.Null(await _ledger.BeginCommitmentAsync("pacs", 100, TimeSpan.Zero, Hold, default)); // Each is in one transaction.
        Assert.True(await Report(ask.TransactionUid, Items(ask)));
        Assert.Equal("committed", await StateOf("1.2"));
        Assert.Equal((3, 3), ((await Queue()).Delivered, (await Queue()).Committed));
        Assert.True(await Report(ask.TransactionUid, Items(ask))); // Said twice.
        Assert.Null(await _ledger.ClaimUnansweredAsync("pacs", Hold, default));
    }

    [Fact]
    public async Task Results_are_asked_about_together_when_the_last_of_them_was_delivered_a_while_ago_or_they_are_enough()
    {
        await Deliver("1.2");
        Assert.Null(await _ledger.BeginCommitmentAsync("pacs", 100, TimeSpan.FromSeconds(5), Hold, default));
        Assert.Equal(3, (await _ledger.BeginCommitmentAsync("pacs", 3, TimeSpan.FromSeconds(5), Hold, default))!.Items.Count);
        await Deliver("1.3");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, (await _ledger.BeginCommitmentAsync("pacs", 100, TimeSpan.FromSeconds(5), Hold, default))!.Items.Count);
    }

    [Fact]
    public async Task What_the_archive_lacks_is_sent_again_and_what_it_does_not_speak_of_is_asked_again()
    {
        await Deliver("1.2");
        var ask = await Begin();
        var items = Items(ask);
        Assert.True(await Report(ask.TransactionUid, [items[0]], (items[1], 0x0112)));
        Assert.Equal("analysed", await StateOf("1.2"));
        _time.Advance(TimeSpan.FromSeconds(13));
        var again = Assert.Single(await ClaimDeliveries("pacs"));
        Assert.Equal(items[1].SopInstanceUid, again.SopInstanceUid);
        await Settle("pacs", [again], StoreAnswer.Stored);
        var second = await Begin();
        Assert.Equal([items[1].SopInstanceUid, items[2].SopInstanceUid], second.Items.Select(item => item.SopInstanceUid));
    }

    [Fact]
    public async Task What_was_replaced_meanwhile_is_not_sent_again_to_an_archive_that_has_hidden_it()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        var ask = await Begin();
        var uid = Assert.Single(await Unseen(TimeSpan.Zero)).SopInstanceUid;
        await _ledger.ReanalyseAsync("1.2", default);
        var job = (await Claim())!;
        var second = Specimen.Result(ResultKind.Segmentation);
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0]) with { Results = [second], Replaced = [uid] },
            [Specimen.Route("pacs", ResultKind.Segmentation)], default);
        await _ledger.FinishStudyAsync(job, default);

        // Asked before, and answered only now: by a query, by a person's, and by a report on the commitment.
        Assert.Equal(default, await _ledger.LostAsync("pacs", [uid], 2, default));
        Assert.Equal(0, await _ledger.ResendAsync("pacs", [uid], default));
        Assert.True(await Report(ask.TransactionUid, [], (Items(ask)[0], 0x0112)));
        _time.Advance(TimeSpan.FromSeconds(13));
        Assert.Equal([second.SopInstanceUid], (await ClaimDeliveries("pacs")).Select(item => item.SopInstanceUid));
        Assert.Contains(await _ledger.EventsAsync("1.2", default), row => row is { Kind: EventKind.Superseded, Destination: "pacs" });
    }

    [Fact]
    public async Task An_archive_that_always_lacks_what_it_stored_ends_in_parking_and_not_in_a_circle()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        for (var round = 0; round < 2; round++)
        {
            var ask = await Begin();
            Assert.True(await Report(ask.TransactionUid, [], (Items(ask)[0], 0x0112)));
            _time.Advance(TimeSpan.FromSeconds(13));
            await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);
        }

        var last = await Begin();
        Assert.True(await Report(last.TransactionUid, [], (Items(last)[0], 0x0112)));
        Assert.Equal("parked", await StateOf("1.2"));
        Assert.Contains("3 requests for commitment", Assert.Single((await _ledger.ReportAsync(default)).Parked).Reason,
            StringComparison.Ordinal);
        Assert.Equal(1, await _ledger.RetryAsync("1.2", ["pacs"], default));
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);
        Assert.Single((await Begin()).Items); // With the whole schedule before it.
    }

    [Fact]
    public async Task A_report_about_another_object_or_an_unknown_transaction_or_from_elsewhere_commits_nothing()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        var ask = await Begin();
        var item = Items(ask)[0];
        Assert.False(await Report("1.2.3.4.5", [item]));
        Assert.False(await _ledger.ReportCommitmentAsync("other", new(ask.TransactionUid, [item], []), Twice, () => 0.5, default));
        Assert.True(await Report(ask.TransactionUid, [item with { SopClassUid = "1.2.3" }]));
        Assert.Equal("delivered", await StateOf("1.2"));
        Assert.Equal(0, (await Queue()).Committed);
    }

    [Fact]
    public async Task A_late_report_counts_where_it_is_good_and_not_where_it_is_bad()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        var first = await Begin();
        await _ledger.AwaitReportAsync(first.Id, TimeSpan.FromHours(1), default);
        _time.Advance(Hold);
        Assert.Null(await _ledger.ClaimUnansweredAsync("pacs", Hold, default));
        _time.Advance(TimeSpan.FromHours(1));
        var late = (await _ledger.ClaimUnansweredAsync("pacs", Hold, default))!;
        Assert.Equal((first.TransactionUid, 1), (late.TransactionUid, late.Items.Count));
        await _ledger.SettleCommitmentAsync(
            "pacs", late.Id, [new(late.Items[0].Id, CommitmentFate.AskAgain, "no report")], Twice, () => 0.5, default);
        _time.Advance(TimeSpan.FromSeconds(13));
        var second = await Begin();
        Assert.NotEqual(first.TransactionUid, second.TransactionUid);
        Assert.True(await Report(first.TransactionUid, [], (Items(first)[0], 0x0112)));
        Assert.Equal("delivered", await StateOf("1.2"));
        Assert.True(await Report(first.TransactionUid, Items(first)));
        Assert.Equal("committed", await StateOf("1.2"));
    }

    [Fact]
    public async Task An_archive_that_is_away_is_not_asked()
    {
        await Deliver("1.2");
        await _ledger.SetDestinationAsync("pacs", new(Limits.FailuresToOpenCircuit, null, "away"), default);
        Assert.Null(await _ledger.BeginCommitmentAsync("pacs", 100, TimeSpan.Zero, Hold, default));
    }

    [Fact]
    public async Task A_scanners_request_is_kept_until_its_report_was_taken_or_given_up()
    {
        var caller = new Caller("US1", "ACSA", "10.0.0.5", "a");
        var request = new CommitmentRequest("1.2.9", [new("1.1", "1.2")]);
        await _ledger.RecordRequestAsync(caller, request, TimeSpan.Zero, default);
        var due = (await _ledger.ClaimRequestAsync(Hold, default))!;
        Assert.Equal(("US1", "10.0.0.5", "1.2.9", 0), (due.CallingAe, due.Host, due.Request.TransactionUid, due.Attempts));
        Assert.Equal(request.Items, due.Request.Items);
        Assert.Null(await _ledger.ClaimRequestAsync(Hold, default));
        _time.Advance(Hold); // The node that had it died.
        Assert.NotNull(await _ledger.ClaimRequestAsync(Hold, default));
        await _ledger.SettleRequestAsync("US1", "1.2.9", "refused", _time.GetUtcNow() + TimeSpan.FromMinutes(5), default);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await _ledger.ClaimRequestAsync(Hold, default))!.Attempts);
        await _ledger.SettleRequestAsync("US1", "1.2.9", null, null, default);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await _ledger.ClaimRequestAsync(Hold, default));
    }

    [Fact]
    public async Task What_is_held_is_told_by_class_and_file()
    {
        var uid = "2.25.77";
        await Receive("1.2", uid);
        var held = Assert.Single(await _ledger.HeldAsync([uid, "2.25.78"], default));
        Assert.Equal((uid, "1.2.840.10008.5.1.4.1.1.6.1"), (held.SopInstanceUid, held.SopClassUid));
    }

    async Task Deliver(string study, params ResultKind[] kinds)
    {
        await Analyse(study, Specimen.Route("pacs", kinds));
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);
    }

    async Task<CommitmentAsk> Begin() => (await _ledger.BeginCommitmentAsync("pacs", 100, TimeSpan.Zero, Hold, default))!;

    Task<bool> Report(string transaction, IReadOnlyList<CommitmentItem> stored, params (CommitmentItem, ushort)[] failed) =>
        _ledger.ReportCommitmentAsync("pacs", new(transaction, stored, failed), Twice, () => 0.5, default);

    static List<CommitmentItem> Items(CommitmentAsk ask) =>
        [.. ask.Items.Select(item => new CommitmentItem(item.SopClassUid, item.SopInstanceUid))];

    async Task<DestinationRow> Queue() => (await _ledger.ReportAsync(default)).Destinations.Single(row => row.Name == "pacs");
}
