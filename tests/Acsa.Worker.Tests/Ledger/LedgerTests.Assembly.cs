using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// When a study is complete.
public abstract partial class LedgerTests
{
    // Not a field: the order in which fields of the parts of a class are set is nobody's promise.
    static AssemblyRules Rules => new(Quiet, TimeSpan.FromMinutes(5), false,
        [new("SLOW", Quiet * 3, false), new("CALL", Quiet, true), new("COUNT", Quiet, false, EndsWithCount: true)]);

    [Fact]
    public async Task Each_scanner_has_its_own_quiet_time_and_of_several_that_send_one_study_the_longest_counts()
    {
        using var ledger = Open(Rules);
        await ReceiveFrom(ledger, "US1", "1.1");
        await ReceiveFrom(ledger, "SLOW", "1.2");
        await ReceiveFrom(ledger, "US1", "1.2");
        _time.Advance(Quiet);
        Assert.Equal("1.1", (await Claim(ledger))!.StudyUid);
        Assert.Null(await Claim(ledger));
        _time.Advance(Quiet * 2);
        Assert.Equal(2, (await Claim(ledger))!.Instances.Count);
    }

    [Fact]
    public async Task A_study_that_never_gets_quiet_is_analysed_when_it_has_waited_long_enough()
    {
        using var ledger = Open(Rules);
        var sent = 0;
        StudyJob? job = null;
        for (; job is null && sent < 100; _time.Advance(Quiet / 2))
        {
            await ReceiveFrom(ledger, "US1", "1.2");
            sent++;
            job = await Claim(ledger);
        }

        Assert.Equal((61, 61), (sent, job!.Instances.Count)); // 5 minutes in steps of 5 s, both ends included.
    }

    [Fact]
    public async Task A_study_that_is_all_there_by_its_scanners_word_does_not_wait_and_one_that_is_not_waits_as_others_do()
    {
        using var ledger = Open(Rules);
        await ReceiveCounted(ledger, "1.2", 3);
        await ReceiveCounted(ledger, "1.3", 3);
        await ReceiveCounted(ledger, "1.2", 3, "2.25.7001");
        await ReceiveCounted(ledger, "1.2", 3, "2.25.7001"); // The same again is no further instance.
        Assert.Null(await Claim(ledger));
        await ReceiveCounted(ledger, "1.2", 3);
        Assert.Equal(("1.2", 3), (await Claim(ledger)) is { } job ? (job.StudyUid, job.Instances.Count) : default);
        Assert.Null(await Claim(ledger));
        _time.Advance(Quiet);
        Assert.Equal("1.3", (await Claim(ledger))!.StudyUid); // Incomplete, and not waited for longer than a study of any other.
    }

    [Fact]
    public async Task The_greatest_count_that_was_said_is_believed()
    {
        using var ledger = Open(Rules);
        await ReceiveCounted(ledger, "1.2", 2);
        await ReceiveCounted(ledger, "1.2", 4);
        await ReceiveCounted(ledger, "1.2", 2);
        Assert.Null(await Claim(ledger));
        await ReceiveCounted(ledger, "1.2", 2);
        Assert.Equal(4, (await Claim(ledger))!.Instances.Count);
    }

    static Task<IReadOnlyList<RecordedInstance>> ReceiveCounted(SqlLedger ledger, string study, int instances, string? uid = null)
    {
        var instance = Specimen.Instance(study, uid);
        var caller = instance.Header.Caller with { CallingAe = "COUNT" };
        return ledger.RecordAsync([instance with { Header = instance.Header with { Caller = caller }, StudyInstances = instances }], false,
            default);
    }

    [Fact]
    public async Task What_comes_after_a_claim_gathers_anew_with_a_limit_of_its_own()
    {
        using var ledger = Open(Rules);
        await ReceiveFrom(ledger, "US1", "1.2");
        _time.Advance(Rules.Longest);
        var job = (await Claim(ledger))!;
        await ReceiveFrom(ledger, "US1", "1.2");
        await Complete(ledger, job);
        Assert.Null(await Claim(ledger));
        _time.Advance(Quiet);
        Assert.Equal(2, (await Claim(ledger))!.Run);
    }

    [Fact]
    public async Task The_end_of_an_association_completes_what_it_brought_and_quiet_does_not()
    {
        using var ledger = Open(Rules);
        await ReceiveFrom(ledger, "CALL", "1.2", "a-1");
        _time.Advance(Quiet * 2);
        Assert.Null(await Claim(ledger));
        await ReceiveFrom(ledger, "CALL", "1.2", "a-1");
        await ledger.AssociationEndedAsync("a-1", default);
        Assert.Equal(2, (await Claim(ledger))!.Instances.Count);
    }

    [Fact]
    public async Task A_study_sent_over_two_associations_and_by_another_scanner_waits_for_all_of_them()
    {
        using var ledger = Open(Rules);
        await ReceiveFrom(ledger, "CALL", "1.2", "a-1");
        await ReceiveFrom(ledger, "CALL", "1.2", "a-2");
        await ReceiveFrom(ledger, "US1", "1.2", "b-1");
        await ledger.AssociationEndedAsync("a-1", default);
        _time.Advance(Quiet);
        Assert.Null(await Claim(ledger));
        await ReceiveFrom(ledger, "US1", "1.2", "b-1");
        await ledger.AssociationEndedAsync("a-2", default);
        Assert.Null(await Claim(ledger));
        _time.Advance(Quiet);
        Assert.Equal(4, (await Claim(ledger))!.Instances.Count);
    }

    [Fact]
    public async Task An_association_that_never_ends_holds_its_study_no_longer_than_the_longest_time()
    {
        using var ledger = Open(Rules);
        await ReceiveFrom(ledger, "CALL", "1.2", "a-1");
        _time.Advance(Rules.Longest);
        Assert.NotNull(await Claim(ledger));
    }

    [Fact]
    public async Task The_associations_of_a_node_that_died_have_ended()
    {
        using var ledger = Open(Rules);
        await ReceiveFrom(ledger, "CALL", "1.1", "a-1", node: "node-1");
        await ReceiveFrom(ledger, "CALL", "1.2", "a-2", node: "node-2");
        await ledger.JoinAsync(Node, Lease, default);
        Assert.Equal("1.1", (await Claim(ledger))!.StudyUid);
        Assert.Null(await Claim(ledger));
        Assert.Equal(1, await ledger.EndAssociationsOfAsync("node-2", default));
        Assert.Equal("1.2", (await Claim(ledger))!.StudyUid);
    }

    [Fact]
    public async Task A_study_is_complete_at_somebodys_word_and_only_one_that_waits()
    {
        using var ledger = Open(Rules);
        await ReceiveFrom(ledger, "CALL", "1.2", "a-1");
        Assert.True(await ledger.CompleteStudyAsync("1.2", default));
        await Complete(ledger, (await Claim(ledger))!);
        Assert.False(await ledger.CompleteStudyAsync("1.2", default));
        Assert.False(await ledger.CompleteStudyAsync("1.3", default));
        Assert.Contains(await ledger.EventsAsync("1.2", default), e => e.Kind == EventKind.Completed);
    }

    [Fact]
    public async Task Late_instances_wait_for_a_person_where_that_is_configured()
    {
        using var ledger = Open(Rules with { HoldLate = true });
        await ReceiveFrom(ledger, "US1", "1.2");
        _time.Advance(Quiet);
        await Complete(ledger, (await Claim(ledger))!);
        await ReceiveFrom(ledger, "US1", "1.2");
        await ReceiveFrom(ledger, "CALL", "1.2", "a-1");
        await ledger.AssociationEndedAsync("a-1", default);
        _time.Advance(TimeSpan.FromDays(3));
        Assert.Null(await Claim(ledger));
        await ledger.CompleteStudyAsync("1.2", default);
        Assert.Equal(2, (await Claim(ledger))!.Instances.Count);
    }

    [Fact]
    public async Task An_instance_is_told_how_often_it_was_begun_until_its_study_is_given_back_or_it_is_retried()
    {
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        var instance = job.Instances[0].Id;
        Assert.Equal(1, await _ledger.BeginInstanceAsync(job, instance, default));
        Assert.Equal(2, await _ledger.BeginInstanceAsync(job, instance, default));
        await _ledger.ReleaseStudyAsync(job, null, countsAsAttempt: false, default);
        job = (await Claim())!;
        Assert.Equal(1, await _ledger.BeginInstanceAsync(job, instance, default));
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0], failed: true), [], default);
        await _ledger.FinishStudyAsync(job, default);
        Assert.Equal(1, await _ledger.RetryAsync("1.2", [], default));
        Assert.Equal(1, await _ledger.BeginInstanceAsync((await Claim())!, instance, default));
    }

    [Fact]
    public async Task The_age_of_the_oldest_work_of_each_stage_is_told()
    {
        Assert.Equal(new StageAges(null, null, null), await _ledger.StageAgesAsync(default));
        await Analyse("1.1", Specimen.Route("pacs"));
        await Receive("1.2");
        _time.Advance(Quiet);
        await Claim();
        await Receive("1.3");
        _time.Advance(Quiet * 3);
        Assert.Equal(new StageAges(Quiet * 2, Quiet * 3, Quiet * 4), await _ledger.StageAgesAsync(default));
    }

    SqlLedger Open(AssemblyRules rules) => SqlLedger.Open(Location, _time, rules);

    static Task<StudyJob?> Claim(SqlLedger ledger) => ledger.ClaimStudyAsync(Owner, Lease, default);

    static async Task Complete(SqlLedger ledger, StudyJob job)
    {
        foreach (var instance in job.Instances) await ledger.CompleteInstanceAsync(job, Specimen.Outcome(instance), [], default);
        await ledger.FinishStudyAsync(job, default);
    }

    static Task ReceiveFrom(SqlLedger ledger, string scanner, string study, string association = "x", string node = "node-1")
    {
        var instance = Specimen.Instance(study);
        return ledger.RecordAsync(
            [instance with
            {
                Header = instance.Header with { Caller = new Caller(scanner, "ACSA", "127.0.0.1", association) },
                File = $"20261120/{node}-{Guid.NewGuid():N}.dcm",
            }], false, default);
    }
}
