using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Retention;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

public abstract partial class LedgerTests
{
    [Fact]
    public async Task Only_what_is_finished_and_old_is_offered_for_removal()
    {
        await Deliver("1.2");
        await Analyse("1.3", Specimen.Route("pacs")); // Delivery waits.
        await Analyse("1.4", Specimen.Route("pacs", ResultKind.Segmentation));
        var waiting = await ClaimDeliveries("pacs");
        await Settle("pacs", [waiting[^1]], StoreAnswer.Park);
        await Analyse("1.5"); // With nowhere to go.
        await Receive("1.6"); // Not analysed.
        Assert.Empty(await Finished());

        _time.Advance(TimeSpan.FromDays(31));
        Assert.Single(await Finished());
        Assert.Equal(3, (await _ledger.FinishedResultsAsync(_time.GetUtcNow().AddDays(-30), FinishRule.Stored, 100, default)).Count);
        Assert.Empty(await Finished("pacs")); // Where the archive has to commit first.
        Assert.Equal(4, await _ledger.OverdueAsync(_time.GetUtcNow().AddDays(-30), default));

        await Receive("1.2"); // Work again, for the whole study.
        Assert.Empty(await Finished());
    }

    [Fact]
    public async Task What_was_committed_late_is_kept_from_then_on_and_what_was_removed_is_offered_once()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        _time.Advance(TimeSpan.FromDays(31));
        Assert.Empty(await Finished("pacs"));
        var ask = await Begin();
        Assert.True(await Report(ask.TransactionUid, Items(ask)));
        var files = await Finished("pacs");
        await _ledger.RemovedAsync(files, results: false, default);
        Assert.Single(files);
        Assert.Empty(await Finished("pacs"));
        Assert.Empty(await _ledger.HeldAsync([Items(ask)[0].SopInstanceUid], default));
    }

    [Fact]
    public async Task What_is_sent_again_after_its_removal_is_kept_for_its_days_again()
    {
        await Deliver("1.2", ResultKind.Segmentation);
        _time.Advance(TimeSpan.FromDays(31));
        var removed = Assert.Single(await Finished());
        await _ledger.RemovedAsync([removed], results: false, default);
        await _ledger.RestoredAsync(removed.Id, 1000, default);
        Assert.Empty(await Finished());
        Assert.Equal("delivered", await StateOf("1.2")); // Without a new analysis.
        _time.Advance(TimeSpan.FromDays(31));
        Assert.Equal(removed, Assert.Single(await Finished()));
    }

    [Fact]
    public async Task An_instance_whose_analysis_failed_or_whose_UID_is_shared_is_kept()
    {
        await Receive("1.2");
        await Receive("1.2", "2.25.501");
        await Receive("1.2", "2.25.501", "bb");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0], failed: true, reasons: "no"), [], default);
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[1]), [Specimen.Route("pacs")], default);
        await _ledger.FinishStudyAsync(job, default);
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);
        Assert.Equal("delivered", await StateOf("1.2"));
        _time.Advance(TimeSpan.FromDays(31));
        Assert.Empty(await Finished());
    }

    [Fact]
    public async Task A_study_is_forgotten_when_none_of_its_files_is_kept()
    {
        await Deliver("1.2");
        await Deliver("1.3");
        _time.Advance(TimeSpan.FromDays(31));
        var since = _time.GetUtcNow().AddDays(-30);
        Assert.Equal(0, await _ledger.ForgetAsync(since, 10, default));
        await _ledger.RemovedAsync([(await Finished())[0]], results: false, default);
        Assert.Equal(0, await _ledger.ForgetAsync(since, 10, default));
        await _ledger.RemovedAsync(await _ledger.FinishedResultsAsync(since, FinishRule.Stored, 100, default), results: true, default);
        Assert.Equal(1, await _ledger.ForgetAsync(since, 10, default));
        Assert.Equal("1.3", Assert.Single((await _ledger.ReportAsync(default)).Studies).StudyUid);

        var left = Assert.Single(await _ledger.ForgottenAsync("1.2", default));
        Assert.Equal(("delivered", "measured", 1, 3), (left.State, left.Outcome, left.Instances, left.Results));
        Assert.Equal(["pacs"], left.Destinations);
        Assert.Equal(_time.GetUtcNow(), left.Forgotten);
        Assert.Equal(left.LastReceived + Quiet, left.Settled);
        Assert.Empty(await _ledger.ForgottenAsync("1.3", default));
    }

    [Fact]
    public async Task What_a_rule_keeps_here_and_what_has_nothing_to_send_goes_in_its_time_and_what_lost_its_destination_stays()
    {
        await Complete("1.2", job => Specimen.Outcome(job.Instances[0]) with { StaysHere = true }); // In shadow.
        await Complete("1.3", job => Specimen.Outcome(job.Instances[0]) with { Results = [], Findings = [] }); // Shows no muscle.
        await Complete("1.4", job => Specimen.Outcome(job.Instances[0])); // To nobody, and by no rule.
        Assert.All(["1.2", "1.3", "1.4"], study => Assert.Equal("analysed", StateOf(study).Result));
        Assert.Empty(await Finished());

        _time.Advance(TimeSpan.FromDays(31));
        var since = _time.GetUtcNow().AddDays(-30);
        Assert.Equal(1, await _ledger.OverdueAsync(since, default));
        var files = await Finished();
        Assert.Equal(2, files.Count);
        await _ledger.RemovedAsync(files, results: false, default);
        var results = await _ledger.FinishedResultsAsync(since, FinishRule.Stored, 100, default);
        Assert.Equal(3, results.Count);
        Assert.Equal(1, await _ledger.ForgetAsync(since, 10, default)); // Without results; the other still has them.
        await _ledger.RemovedAsync(results, results: true, default);
        Assert.Equal(1, await _ledger.ForgetAsync(since, 10, default));
        Assert.Equal("1.4", Assert.Single((await _ledger.ReportAsync(default)).Studies).StudyUid);
    }

    [Fact]
    public async Task What_was_in_shadow_and_is_sent_again_stays_until_it_is_delivered()
    {
        await Complete("1.2", job => Specimen.Outcome(job.Instances[0]) with { StaysHere = true });
        Assert.Equal(3, await _ledger.SendAgainAsync("1.2", [Specimen.Route("pacs")], default));
        _time.Advance(TimeSpan.FromDays(31));
        Assert.Empty(await Finished());
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);
        Assert.Empty(await Finished());
        _time.Advance(TimeSpan.FromDays(31));
        Assert.Single(await Finished());
    }

    async Task Complete(string study, Func<StudyJob, InstanceOutcome> outcome)
    {
        await Receive(study);
        _time.Advance(Quiet);
        var job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(job, outcome(job), [], default);
        await _ledger.FinishStudyAsync(job, default);
    }

    Task<IReadOnlyList<KeptFile>> Finished(params string[] committing) =>
        _ledger.FinishedInstancesAsync(_time.GetUtcNow().AddDays(-30), new FinishRule(committing, []), 100, default);
}
