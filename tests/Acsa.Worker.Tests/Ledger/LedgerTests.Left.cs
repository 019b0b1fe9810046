using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Priors;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// What is analysed again: what is sent of it, and what earlier analyses left at destinations.
public abstract partial class LedgerTests
{
    [Fact]
    public async Task What_was_found_in_shadow_is_sent_by_an_analysis_that_finds_the_same_without_the_rule_and_once()
    {
        var (pacs, other) = (Specimen.Route("pacs", ResultKind.Segmentation), Specimen.Route("other", ResultKind.Segmentation));
        var found = Specimen.Result(ResultKind.Segmentation);
        await Receive("1.2");
        _time.Advance(Quiet);
        await Again([found], staysHere: true);
        // Still in shadow.
        await Again([found], staysHere: true);
        Assert.Empty(await ClaimDeliveries("pacs"));
        Assert.Equal("analysed", await StateOf("1.2"));

        await Again([found with { File = "20261121/again.dcm" }], staysHere: false, pacs);
        var item = Assert.Single(await ClaimDeliveries("pacs"));
        // Who opens it finds what the ledger has always had under this UID.
        Assert.Equal((found.SopInstanceUid, found.File), (item.SopInstanceUid, item.File));
        await Settle("pacs", [item], StoreAnswer.Stored);
        Assert.Equal("delivered", await StateOf("1.2"));

        // From here on it is a result like any other: sending it elsewhere is a person's word.
        await Again([found], staysHere: false, pacs, other);
        Assert.Empty(await ClaimDeliveries("other"));
        Assert.DoesNotContain(await Reasons(), reason => reason.Contains("Earlier results", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_analysis_does_not_find_again_stands_no_more_and_the_study_says_where_it_still_is()
    {
        var (one, two) = (Specimen.Route("one", ResultKind.Segmentation), Specimen.Route("two", ResultKind.Segmentation));
        var found = Specimen.Result(ResultKind.Segmentation);
        await Receive("1.2");
        _time.Advance(Quiet);
        await Again([found], staysHere: false, one, two);
        await Settle("one", await ClaimDeliveries("one"), StoreAnswer.Stored);

        Assert.Equal(["one"], await Again([], staysHere: false, true, one, two));
        var said = Assert.Single(
            await Reasons(), reason => reason.StartsWith("Earlier results of this image are in one still", StringComparison.Ordinal));
        Assert.Contains("have them removed or marked there", said, StringComparison.Ordinal);
        // What was not on its way yet does not go.
        Assert.Empty(await ClaimDeliveries("two"));
        var events = await _ledger.EventsAsync("1.2", default);
        Assert.Contains(events, row => row is { Kind: EventKind.LeftThere, Destination: "one" });
        Assert.Contains(events, row => row is { Kind: EventKind.Superseded, Destination: "two" });
        var evidence = (await _ledger.EvidenceAsync("1.2", default))!.Instances[0].Results;
        Assert.Equal([("one", false)], evidence.Select(result => (result.Destination, result.Stands)));
        // Whoever removes it there is not sent it again, nor is it missed.
        Assert.Equal(0, await _ledger.SendAgainAsync("1.2", [one, two], default));
        Assert.Empty(await _ledger.UnseenAsync("one", false, _time.GetUtcNow() + Lease, 10, default));

        // Found once more: it stands, where it is and for who never got it.
        Assert.Empty(await Again([found], staysHere: false, one, two));
        Assert.DoesNotContain(await Reasons(), reason => reason.Contains("Earlier results", StringComparison.Ordinal));
        Assert.Empty(await ClaimDeliveries("one"));
        Assert.Equal([found.SopInstanceUid], (await ClaimDeliveries("two")).Select(item => item.SopInstanceUid));
    }

    [Fact]
    public async Task What_could_not_be_analysed_again_leaves_its_results_standing_and_says_so()
    {
        var pacs = Specimen.Route("pacs", ResultKind.Segmentation);
        await Receive("1.2");
        _time.Advance(Quiet);
        await Again([Specimen.Result(ResultKind.Segmentation)], staysHere: false, pacs);
        await _ledger.ReanalyseAsync("1.2", default);
        var job = (await Claim())!;
        Assert.Empty(await _ledger.CompleteInstanceAsync(
            job, Specimen.Outcome(job.Instances[0], failed: true, reasons: "cannot be decoded"), [pacs], default));
        await _ledger.FinishStudyAsync(job, default);
        Assert.Equal(["cannot be decoded", "Earlier results of this image are in pacs still and stand, as this run gave none."],
            await Reasons());
        Assert.Single(await ClaimDeliveries("pacs"));
    }

    [Fact]
    public async Task What_was_measured_is_known_until_a_later_analysis_says_something_else_of_the_image()
    {
        await AnalyseOf("1.2", new PriorSubject("anna", "1.2", "20260301"), new PriorRow("anna", "1.2", "20260301", "{\"a\":1}"));
        // Asked for, begun, failed, and failed once more.
        await _ledger.ReanalyseAsync("1.2", default);
        Assert.Equal((1, 1), await KnownAsync());
        for (var time = 0; time < 2; time++)
        {
            var failing = (await Claim())!;
            Assert.Equal((1, 1), await KnownAsync());
            await _ledger.CompleteInstanceAsync(
                failing, Specimen.Outcome(failing.Instances[0], failed: true, reasons: "cannot be decoded"), [], default);
            Assert.Single(Assert.Single(await _ledger.AnalysedImagesAsync(failing.StudyId, default)).Entries);
            await _ledger.FinishStudyAsync(failing, default);
            Assert.Equal((1, 1), await KnownAsync());
            Assert.Equal(1, await _ledger.RetryAsync("1.2", [], default));
        }

        // In one of its frames alone, beside what the ledger has of it.
        var job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(
            job, Specimen.Outcome(job.Instances[0], "refused") with { Results = [], SaysNothing = true }, [], default);
        await _ledger.FinishStudyAsync(job, default);
        Assert.Equal("measured", Assert.Single((await _ledger.ReportAsync(default)).Findings).Status);
        Assert.Equal((1, 1), await KnownAsync());

        await Again([Specimen.Result(ResultKind.Segmentation)], staysHere: false);
        Assert.Equal((1, 0), await KnownAsync());

        async Task<(int Findings, int Priors)> KnownAsync() => (
            (await _ledger.FilesAsync("1.2", default))!.Findings.Count, (await _ledger.PriorsAsync("anna", "20260401", default)).Count);
    }

    [Fact]
    public async Task What_is_not_found_again_is_no_earlier_measurement_any_more_and_one_that_fails_after_that_brings_nothing_back()
    {
        await AnalyseOf("1.2", new PriorSubject("anna", "1.2", "20260301"), new PriorRow("anna", "1.2", "20260301", "{\"a\":1}"));
        await _ledger.ReanalyseAsync("1.2", default);
        var job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(job, new(job.Instances[0].Id, false, [], [], []) { Withdraws = true }, [], default);
        await _ledger.FinishStudyAsync(job, default);
        Assert.Empty((await _ledger.FilesAsync("1.2", default))!.Findings);
        Assert.Empty(await _ledger.PriorsAsync("anna", "20260401", default));

        // The results are withdrawn: what a failing analysis did find is all there is.
        await _ledger.ReanalyseAsync("1.2", default);
        job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(
            job, Specimen.Outcome(job.Instances[0], "refused") with { Results = [], SaysNothing = true }, [], default);
        Assert.Equal("refused", Assert.Single((await _ledger.ReportAsync(default)).Findings).Status);
        Assert.Empty(await _ledger.PriorsAsync("anna", "20260401", default));
    }

    [Fact]
    public async Task A_destination_that_gets_nothing_of_what_replaced_its_results_is_named()
    {
        var (one, two) = (Specimen.Route("one", ResultKind.Segmentation), Specimen.Route("two", ResultKind.Segmentation));
        var (first, second) = (Specimen.Result(ResultKind.Segmentation), Specimen.Result(ResultKind.Segmentation));
        await Receive("1.2");
        _time.Advance(Quiet);
        await Again([first], staysHere: false, one, two);
        await _ledger.ReanalyseAsync("1.2", default);
        var job = (await Claim())!;
        Assert.Equal(["two"], await _ledger.CompleteInstanceAsync(
            job, Specimen.Outcome(job.Instances[0]) with { Results = [second], Replaced = [first.SopInstanceUid] }, [one], default));
        await _ledger.FinishStudyAsync(job, default);
        Assert.Contains("are in two still, do not stand any more", Assert.Single(await Reasons()), StringComparison.Ordinal);
    }

    Task<IReadOnlyList<string>> Again(ResultFile[] files, bool staysHere, params OutboxRoute[] routes) =>
        Again(files, staysHere, false, routes);

    async Task<IReadOnlyList<string>> Again(ResultFile[] files, bool staysHere, bool withdraws, params OutboxRoute[] routes)
    {
        await _ledger.ReanalyseAsync("1.2", default);
        var job = (await Claim())!;
        var left = await _ledger.CompleteInstanceAsync(job,
            Specimen.Outcome(job.Instances[0]) with { Results = files, StaysHere = staysHere, Withdraws = withdraws }, routes, default);
        await _ledger.FinishStudyAsync(job, default);
        return left;
    }

    async Task<IReadOnlyList<string>> Reasons() => Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons;
}
