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
        var (one, two) = (Specimen.Route("one", ResultKind.Segmentation, ResultKind.RejectionNote),
            Specimen.Route("two", ResultKind.Segmentation));
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
        await Run((await Claim())!, [one, two], second, Specimen.Result(ResultKind.RejectionNote) with { Recipients = ["one"] });
        Assert.Equal([(first.SopInstanceUid, ""), (second.SopInstanceUid, "one two")],
            (await _ledger.EarlierResultsAsync(job.Instances[0].Id, default)).Select(result =>
                (result.SopInstanceUid, string.Join(' ', result.HeldBy))));
        Assert.Single(await ClaimDeliveries("two"));

    }

    [Fact]
    public async Task What_was_given_up_and_then_replaced_is_not_sent_by_retry_nor_by_sending_again()
    {
        var (one, two) = (Specimen.Route("one", ResultKind.StructuredReport), Specimen.Route("two", ResultKind.StructuredReport));
        await Receive("1.2");
        _time.Advance(Quiet);
        var (first, second, third) =
            (Specimen.Result(ResultKind.StructuredReport), Specimen.Result(ResultKind.StructuredReport),
            Specimen.Result(ResultKind.StructuredReport));
        await Run((await Claim())!, [one, two], first);
        await Settle("one", await ClaimDeliveries("one"), StoreAnswer.Stored);
        await Settle("two", await ClaimDeliveries("two"), StoreAnswer.Park);

        await Again(second, first.SopInstanceUid);
        await Settle("one", await ClaimDeliveries("one"), StoreAnswer.Stored);
        Assert.Equal([second.SopInstanceUid], (await ClaimDeliveries("two")).Select(item => item.SopInstanceUid));
        // This one waits, is replaced, and is given up only then.
        await Again(third, second.SopInstanceUid);
        var waiting = await ClaimDeliveries("two");
        _time.Advance(Lease);
        waiting = await ClaimDeliveries("two");
        await Settle("two", [.. waiting.Where(item => item.SopInstanceUid == second.SopInstanceUid)], StoreAnswer.Park);
        await Settle("two", [.. waiting.Where(item => item.SopInstanceUid == third.SopInstanceUid)], StoreAnswer.Stored);
        await Settle("one", await ClaimDeliveries("one"), StoreAnswer.Stored);
        Assert.Equal("parked", await StateOf("1.2"));
        Assert.Equal(0, await _ledger.RetryAsync("1.2", ["one", "two"], default));
        Assert.Empty(await ClaimDeliveries("two"));
        Assert.Equal("delivered", await StateOf("1.2"));
        Assert.Contains(await _ledger.EventsAsync("1.2", default), row => row is { Kind: EventKind.Superseded, Destination: "two" });

        Assert.Equal(2, await _ledger.SendAgainAsync("1.2", [one, two], default));
        Assert.Equal([third.SopInstanceUid], (await ClaimDeliveries("two")).Select(item => item.SopInstanceUid));
        // What an archive was told to hide, or lost since, is not asked for.
        Assert.DoesNotContain(await _ledger.UnseenAsync("one", false, _time.GetUtcNow() + Lease, 10, default),
            unseen => unseen.SopInstanceUid == first.SopInstanceUid);

        async Task Again(ResultFile result, string replaced)
        {
            await _ledger.ReanalyseAsync("1.2", default);
            var job = (await Claim())!;
            await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0]) with { Results = [result], Replaced = [replaced] },
                [one, two], default);
            await _ledger.FinishStudyAsync(job, default);
        }
    }

    [Fact]
    public async Task What_was_written_for_some_alone_is_sent_again_to_those_and_a_new_destination_gets_one_of_it()
    {
        var one = Specimen.Route("one", ResultKind.StructuredReport, ResultKind.RejectionNote);
        var (two, third) = (one with { Destination = "two" }, one with { Destination = "three" });
        await Receive("1.2");
        _time.Advance(Quiet);
        var (usual, other) =
            (Specimen.Result(ResultKind.StructuredReport) with { Recipients = ["one"] },
            Specimen.Result(ResultKind.StructuredReport) with { Recipients = ["two"] });
        var note = Specimen.Result(ResultKind.RejectionNote) with { Recipients = ["one"] };
        await Run((await Claim())!, [one, two], usual, other, note);
        Assert.Equal([other.SopInstanceUid], (await ClaimDeliveries("two")).Select(item => item.SopInstanceUid));
        foreach (var to in new[] { "one", "two" })
        {
            _time.Advance(Lease);
            await Settle(to, await ClaimDeliveries(to), StoreAnswer.Stored);
        }

        Assert.Equal(4, await _ledger.SendAgainAsync("1.2", [one, two, third], default));
        Assert.Equal([usual.SopInstanceUid, note.SopInstanceUid], (await ClaimDeliveries("one")).Select(item => item.SopInstanceUid));
        Assert.Equal([other.SopInstanceUid], (await ClaimDeliveries("two")).Select(item => item.SopInstanceUid));
        Assert.Equal([other.SopInstanceUid], (await ClaimDeliveries("three")).Select(item => item.SopInstanceUid));
    }

    [Fact]
    public async Task What_is_said_of_a_study_goes_to_whom_it_is_for_and_is_no_result_of_the_image_that_it_is_filed_under()
    {
        var (one, two) = (Specimen.Route("one", ResultKind.StructuredReport, ResultKind.StudyReport),
            Specimen.Route("two", ResultKind.StudyReport));
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        var (image, study) =
            (job.Instances[0].Id, Specimen.Result(ResultKind.StudyReport) with { Recipients = ["one"], SeriesInstanceUid = "3.4" });
        await _ledger.CompleteInstanceAsync(job,
            Specimen.Outcome(job.Instances[0]) with { Results = [Specimen.Result(ResultKind.StructuredReport)] }, [one, two], default);
        await _ledger.RecordStudyAsync(job, new(image, [study], [], ["a reason"]), [one, two], default);
        await _ledger.FinishStudyAsync(job, default);
        Assert.Equal([ResultKind.StructuredReport], (await _ledger.EarlierResultsAsync(image, default)).Select(result => result.Kind));
        Assert.Equal(["one"], Assert.Single(await _ledger.StudyResultsAsync(job.StudyId, default)).HeldBy);
        Assert.Single(Assert.Single(await _ledger.AnalysedImagesAsync(job.StudyId, default)).Results);
        Assert.Empty(await ClaimDeliveries("two"));
        Assert.Contains("a reason", Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons);

        // Another who is to be told the same gets the same instance; a note to one of them hides it from that one alone.
        await _ledger.ReanalyseAsync("1.2", default);
        job = (await Claim())!;
        var note = Specimen.Result(ResultKind.RejectionNote) with { Recipients = ["one"] };
        await _ledger.RecordStudyAsync(job, new(image, [study with { Recipients = ["one", "two"] }], [], []), [one, two], default);
        Assert.Equal(["one", "two"], Assert.Single(await _ledger.StudyResultsAsync(job.StudyId, default)).HeldBy);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _ledger.RecordStudyAsync(
            job, new(image, [note], [study.SopInstanceUid], []), [one with { Send = new HashSet<ResultKind> { ResultKind.RejectionNote } }],
            default);
        var held = Assert.Single(await _ledger.StudyResultsAsync(job.StudyId, default));
        Assert.Equal((true, "two"), (held.IsSuperseded, string.Join(' ', held.HeldBy)));
        Assert.Equal(["one"], (await _ledger.EarlierResultsAsync(image, default))[0].HeldBy);
        await _ledger.FinishStudyAsync(job, default);
    }

    async Task Run(StudyJob run, OutboxRoute[] routes, params ResultFile[] files)
    {
        await _ledger.CompleteInstanceAsync(run, Specimen.Outcome(run.Instances[0]) with { Results = files }, routes, default);
        await _ledger.FinishStudyAsync(run, default);
    }

    [Fact]
    public async Task A_restored_file_has_its_failed_instance_analysed_again_and_no_other()
    {
        var (good, failed) = await FailOneOfTwo();
        await _ledger.RestoredAsync(good, 1000, default);
        Assert.Null(await Claim());
        await _ledger.RestoredAsync(failed, 1000, default);
        Assert.Equal(failed, Assert.Single((await Claim())!.Instances).Id);
    }

    [Fact]
    public async Task A_restored_file_of_a_study_at_work_waits_for_the_end_of_that_work()
    {
        var (_, failed) = await FailOneOfTwo();
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        await _ledger.RestoredAsync(failed, 1000, default);
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
