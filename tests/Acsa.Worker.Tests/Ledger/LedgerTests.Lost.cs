using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// What a disk, a clock or another version of the program has made unusable, and how it gets on.
public abstract partial class LedgerTests
{
    [Fact]
    public async Task What_could_not_be_read_when_it_came_and_can_be_now_is_filed_under_its_study_when_it_is_sent_again()
    {
        await _ledger.RecordAsync([Specimen.Instance("", "2.25.9001", unreadable: "cannot be read")], false, default);
        await _ledger.RecordAsync([Specimen.Instance("", "2.25.9001", unreadable: "cannot be read")], false, default);
        Assert.Equal(1, (await _ledger.ReportAsync(default)).Unreadable);
        Assert.Equal(Acsa.DicomScp.StoreVerdict.AlreadyHeld, await Receive("1.2", "2.25.9001"));
        Assert.Equal(0, (await _ledger.ReportAsync(default)).Unreadable);
        _time.Advance(Quiet);
        Assert.Equal("2.25.9001", Assert.Single((await Claim())!.Instances).SopInstanceUid);
    }

    [Fact]
    public async Task A_result_whose_file_was_lost_before_it_was_everywhere_is_written_anew_by_an_analysis_that_gives_it_again()
    {
        OutboxRoute[] routes = [Specimen.Route("one", ResultKind.Segmentation), Specimen.Route("two", ResultKind.Segmentation)];
        await Receive("1.2");
        _time.Advance(Quiet);
        var result = Specimen.Result(ResultKind.Segmentation);
        await Run((await Claim())!, routes, result);
        await Settle("one", await ClaimDeliveries("one"), StoreAnswer.Stored);
        var lost = Assert.Single(await ClaimDeliveries("two"));
        await _ledger.SettleAsync("two", "w", [new(lost.Id, StoreAnswer.Park, "gone", null) { FileIsLost = true }], default);
        Assert.Equal("parked", await StateOf("1.2"));

        Assert.Equal(1, await _ledger.ReanalyseAsync("1.2", default));
        await Run((await Claim())!, routes, result with { File = "20261121/new.dcm", Sha256 = "cc" });
        Assert.Empty(await ClaimDeliveries("one"));
        var again = Assert.Single(await ClaimDeliveries("two"));
        Assert.Equal(("20261121/new.dcm", "cc", 0), (again.File, again.Sha256, again.Attempts));
        await Settle("two", [again], StoreAnswer.Stored);
        Assert.Equal("delivered", await StateOf("1.2"));

        // Everywhere now: what another analysis writes is not wanted.
        Assert.Equal(1, await _ledger.ReanalyseAsync("1.2", default));
        await Run((await Claim())!, routes, result with { File = "20261122/newer.dcm", Sha256 = "dd" });
        Assert.Contains("20261121/new.dcm", await _ledger.ResultFilesAsync(default));
        Assert.DoesNotContain("20261122/newer.dcm", await _ledger.ResultFilesAsync(default));
    }

    [Fact]
    public async Task A_row_that_is_gone_when_it_is_settled_keeps_none_of_the_others_from_it()
    {
        await Analyse("1.2", Specimen.Route("pacs", ResultKind.Segmentation));
        var item = Assert.Single(await ClaimDeliveries("pacs"));
        await _ledger.SettleAsync(
            "pacs", "w", [new(item.Id + 1000, StoreAnswer.Stored, "", null), new(item.Id, StoreAnswer.Stored, "", null)], default);
        Assert.Equal("delivered", await StateOf("1.2"));
    }

    [Fact]
    public async Task What_waits_for_times_of_a_clock_that_was_ahead_waits_no_longer_than_it_may_once_that_is_put_right()
    {
        var (ahead, longest) = (TimeSpan.FromDays(4000), TimeSpan.FromDays(1));
        _time.Advance(ahead);
        await Analyse("1.3", Specimen.Route("pacs", ResultKind.Segmentation));
        var item = Assert.Single(await ClaimDeliveries("pacs"));
        await _ledger.SettleAsync("pacs", "w",
            [new(item.Id, StoreAnswer.Retry, "full", _time.GetUtcNow() + TimeSpan.FromMinutes(1))], default);
        await _ledger.SetDestinationAsync("pacs", new(1, _time.GetUtcNow() + TimeSpan.FromMinutes(1), "away"), default);
        await Receive("1.4");
        _time.Advance(Quiet);
        Assert.NotNull(await Claim("another")); // A lease until then.
        await Receive("1.2");

        _time.Advance(-ahead);
        await Receive("1.1"); // With nothing wrong: it keeps its time.
        var corrected = await _ledger.CorrectTimesAsync(Lease, longest, default);
        Assert.True(corrected > 0);
        Assert.Equal(0, await _ledger.CorrectTimesAsync(Lease, longest, default));
        Assert.Single(await ClaimDeliveries("pacs"));
        _time.Advance(Lease > Quiet ? Lease : Quiet);
        var claimed = new List<string>();
        while (await Claim() is { } job) claimed.Add(job.StudyUid);
        Assert.Equal(["1.1", "1.2", "1.4"], claimed.Order());
    }

    [Fact]
    public async Task What_waits_for_somebodys_word_goes_on_waiting_when_times_are_put_right()
    {
        _ledger.GoBy(AssemblyRules.After(Quiet) with { HoldLate = true });
        await Analyse("1.2");
        await Receive("1.2"); // Late.
        await _ledger.CorrectTimesAsync(Lease, TimeSpan.FromDays(1), default);
        _time.Advance(TimeSpan.FromDays(10));
        Assert.Null(await Claim());
        Assert.True(await _ledger.CompleteStudyAsync("1.2", default));
        Assert.NotNull(await Claim());
    }

    [Fact]
    public async Task Commitment_is_asked_for_what_was_delivered_by_a_clock_that_was_ahead()
    {
        _time.Advance(TimeSpan.FromDays(4000));
        await Deliver("1.2");
        _time.Advance(-TimeSpan.FromDays(4000));
        Assert.NotNull(await _ledger.BeginCommitmentAsync("pacs", 100, TimeSpan.FromSeconds(5), Hold, default));
    }
}
