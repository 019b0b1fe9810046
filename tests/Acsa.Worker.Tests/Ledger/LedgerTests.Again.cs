using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// What failed, was lost or has nowhere to go, and how it gets on again.
public abstract partial class LedgerTests
{
    [Fact]
    public async Task What_failed_is_analysed_again_by_retry_in_a_run_of_its_own_and_its_old_reason_is_unsaid()
    {
        await FailOneOfTwo();
        Assert.Equal(1, await _ledger.RetryAsync("1.2", [], default));
        var job = (await Claim())!;
        Assert.Equal(2, job.Run);
        await Complete(Assert.Single(job.Instances) is var again ? job with { Instances = [again] } : job);
        var study = Assert.Single((await _ledger.ReportAsync(default)).Studies);
        Assert.Equal("analysed", study.State);
        Assert.DoesNotContain("cannot be decoded", study.Reasons);
        Assert.Equal(0, await _ledger.RetryAsync("1.2", [], default));
        Assert.Equal(0, await _ledger.RetryAsync("9.9", [], default));
    }

    [Fact]
    public async Task What_was_analysed_is_analysed_once_more_when_asked_for_and_its_results_stay_known()
    {
        await Analyse("1.2", Specimen.Route("pacs", ResultKind.Segmentation));
        Assert.Equal(0, await _ledger.RetryAsync("1.2", [], default));
        Assert.Equal(1, await _ledger.ReanalyseAsync("1.2", default));
        var job = (await Claim())!;
        var instance = Assert.Single(job.Instances);
        Assert.Equal(3, (await _ledger.EarlierResultsAsync(instance.Id, default)).Count);
        await Complete(job);
        Assert.Equal(6, (await _ledger.EarlierResultsAsync(instance.Id, default)).Count);
        Assert.Equal("analysed", Assert.Single((await _ledger.ReportAsync(default)).Studies).State);
        Assert.Equal(0, await _ledger.ReanalyseAsync("9.9", default));
    }

    [Fact]
    public async Task An_earlier_result_is_held_by_whom_it_was_sent_to_until_a_note_told_that_one_also_when_its_file_is_gone()
    {
        var (one, two) = (Specimen.Route("one", ResultKind.Segmentation, ResultKind.RejectionNote), Specimen.Route("two", ResultKind.Segmentation));
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        var first = Specimen.Result(ResultKind.Segmentation) with { SeriesInstanceUid = "3.4" };
        await Run(job, [one, two], first);
        var earlier = Assert.Single(await _ledger.EarlierResultsAsync(job.Instances[0].Id, default));
        Assert.Equal(("1.2", "3.4", ResultKind.Segmentation), (earlier.StudyInstanceUid, earlier.SeriesInstanceUid, earlier.Kind));
        Assert.Equal(["one", "two"], earlier.HeldBy);

        // Given up: it is not there.
        await Settle("two", await ClaimDeliveries("two"), StoreAnswer.Park);
        Assert.Equal(["one"], Assert.Single(await _ledger.EarlierResultsAsync(job.Instances[0].Id, default)).HeldBy);

        _time.Advance(Quiet);
        await _ledger.ReanalyseAsync("1.2", default);
        var second = Specimen.Result(ResultKind.Segmentation) with { SeriesInstanceUid = "3.5" };
        await Run((await Claim())!, [one, two], second, Specimen.Result(ResultKind.RejectionNote) with { Recipient = "one" });
        Assert.Equal([(first.SopInstanceUid, ""), (second.SopInstanceUid, "one two")],
            (await _ledger.EarlierResultsAsync(job.Instances[0].Id, default)).Select(result =>
                (result.SopInstanceUid, string.Join(' ', result.HeldBy))));
        Assert.Single(await ClaimDeliveries("two"));

        async Task Run(StudyJob run, OutboxRoute[] routes, params ResultFile[] files)
        {
            await _ledger.CompleteInstanceAsync(run, Specimen.Outcome(run.Instances[0]) with { Results = files }, routes, default);
            await _ledger.FinishStudyAsync(run, default);
        }
    }

    [Fact]
    public async Task A_restored_file_has_its_failed_instance_analysed_again_and_no_other()
    {
        var (good, failed) = await FailOneOfTwo();
        await _ledger.RestoredAsync(good, default);
        Assert.Null(await Claim());
        await _ledger.RestoredAsync(failed, default);
        Assert.Equal(failed, Assert.Single((await Claim())!.Instances).Id);
    }

    [Fact]
    public async Task A_restored_file_of_a_study_at_work_waits_for_the_end_of_that_work()
    {
        var (_, failed) = await FailOneOfTwo();
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        await _ledger.RestoredAsync(failed, default);
        await Complete(job);
        Assert.Equal(failed, Assert.Single((await Claim())!.Instances).Id);
    }

    [Fact]
    public async Task What_waits_for_a_destination_that_left_the_configuration_is_parked_with_the_reason_and_goes_on_when_it_is_back()
    {
        await Analyse("1.2", Specimen.Route("old", ResultKind.Segmentation), Specimen.Route("new", ResultKind.Segmentation));
        Assert.Equal([new RouteChange("old", 1, 0)], await _ledger.ReviseRoutesAsync(["new"], default));
        await Settle("new", await ClaimDeliveries("new"), StoreAnswer.Stored);
        Assert.Equal("parked", await StateOf("1.2"));
        var parked = Assert.Single((await _ledger.ReportAsync(default)).Parked);
        Assert.Contains("not in the configuration", parked.Reason, StringComparison.Ordinal);
        Assert.Empty(await _ledger.ReviseRoutesAsync(["new"], default));

        // Nobody would send it: to put it back to work would hide it again.
        Assert.Equal(0, await _ledger.RetryAsync("1.2", ["new"], default));
        Assert.Equal("parked", await StateOf("1.2"));

        Assert.Equal([new RouteChange("old", 0, 1)], await _ledger.ReviseRoutesAsync(["new", "old"], default));
        Assert.Equal("analysed", await StateOf("1.2"));
        await Settle("old", await ClaimDeliveries("old"), StoreAnswer.Stored);
        Assert.Equal("delivered", await StateOf("1.2"));
    }

    [Fact]
    public async Task What_was_parked_for_another_reason_stays_parked_when_the_configuration_is_read_again()
    {
        await Analyse("1.2", Specimen.Route("pacs", ResultKind.Segmentation));
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Park);
        Assert.Empty(await _ledger.ReviseRoutesAsync(["pacs"], default));
        Assert.Equal("parked", await StateOf("1.2"));
        Assert.Equal(1, await _ledger.RetryAsync("1.2", ["pacs"], default));
        Assert.Single(await ClaimDeliveries("pacs"));
    }

    // The ids of the analysed and of the failed instance.
    async Task<(long Good, long Failed)> FailOneOfTwo()
    {
        await Receive("1.2");
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        var (good, failed) = (job.Instances[0], job.Instances[1]);
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(good), [], default);
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(failed, failed: true, reasons: "cannot be decoded"), [], default);
        await _ledger.FinishStudyAsync(job, default);
        return (good.Id, failed.Id);
    }
}
