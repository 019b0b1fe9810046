using Acsa.DicomScp;
using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// What the ledger promises, whatever it is kept in; the two classes that inherit this run it on either engine.
public abstract partial class LedgerTests : IAsyncLifetime
{
    private protected static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    static readonly NodeIdentity Node = NodeIdentity.Of("node-1");
    static readonly string Owner = Node.NewOwner();
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private protected readonly ManualTime _time = new();
    private protected SqlLedger _ledger = null!;

    private protected abstract LedgerLocation Location { get; }

    public virtual Task InitializeAsync()
    {
        _ledger = Open();
        return Task.CompletedTask;
    }

    public virtual Task DisposeAsync()
    {
        _ledger.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_study_is_claimed_once_it_was_quiet_for_its_time()
    {
        await Receive("1.2");
        _time.Advance(Quiet / 2);
        await Receive("1.2");
        _time.Advance(Quiet / 2);
        Assert.Null(await Claim());
        _time.Advance(Quiet / 2);
        Assert.Equal(2, (await Claim())!.Instances.Count);
        Assert.Null(await Claim());
    }

    [Fact]
    public async Task Same_uid_same_bytes_is_one_copy_other_bytes_a_conflict_of_which_the_first_is_analysed()
    {
        Assert.Equal(StoreVerdict.Stored, await Receive("1.2", "9.1", "aa"));
        Assert.Equal(StoreVerdict.AlreadyHeld, await Receive("1.2", "9.1", "aa"));
        Assert.Equal(StoreVerdict.Conflict, await Receive("1.2", "9.1", "bb"));
        Assert.Equal(StoreVerdict.AlreadyHeld, await Receive("1.2", "9.1", "bb"));
        _time.Advance(Quiet);
        var job = await Claim();
        Assert.Single(job!.Instances);
        await Complete(job);
        var study = Assert.Single((await _ledger.ReportAsync(default)).Studies);
        Assert.Contains(study.Reasons, reason => reason.Contains("one SOP Instance UID", StringComparison.Ordinal));
    }

    // What a reason quotes of an object is cut at a length, be it between the halves of a character.
    [Theory]
    [InlineData("Number of Frames: '1\0' is not a single number.")]
    [InlineData("'#…' is not a single number.")]
    public async Task A_reason_that_quotes_what_no_database_takes_keeps_no_study_from_being_recorded(string reason)
    {
        reason = reason.Replace('#', '\uD83D'); // An attribute could not hold it.
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0], failed: true, reasons: reason), [], default);
        await _ledger.FinishStudyAsync(job, default);
        var said = Assert.Single(await _ledger.EventsAsync("1.2", default), row => row.Kind == EventKind.NotAnalysed).Detail!;
        Assert.EndsWith("is not a single number.", said, StringComparison.Ordinal);
        Assert.DoesNotContain(said, c => char.IsControl(c) || char.IsSurrogate(c));
    }

    [Fact]
    public async Task Events_are_found_by_the_UID_of_a_study_an_image_or_a_result()
    {
        await Receive("1.2", "9.1");
        await Receive("1.3", "9.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        var outcome = Specimen.Outcome(job.Instances[0]);
        await _ledger.CompleteInstanceAsync(job, outcome, [Specimen.Route("pacs")], default);
        await _ledger.FinishStudyAsync(job, default);
        var items = await _ledger.ClaimDeliveriesAsync("pacs", Owner, 10, Lease, default);
        await _ledger.SettleAsync(
            "pacs", Owner, [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "stored", null))], default);

        Assert.Equal([EventKind.Received, EventKind.Analysed], (await _ledger.EventsAsync("9.1", default)).Select(row => row.Kind));
        var result = outcome.Results[0].SopInstanceUid;
        Assert.Equal([(EventKind.Delivered, result)], (await _ledger.EventsAsync(result, default)).Select(row => (row.Kind, row.ResultUid!)));
        var all = await _ledger.EventsAsync("1.2", default);
        Assert.Equal(outcome.Results.Count, all.Count(row => row.Kind == EventKind.Delivered));
        Assert.DoesNotContain(all, row => row.SopInstanceUid == "9.2");
        Assert.Empty(await _ledger.EventsAsync("9.9", default));
    }

    [Fact]
    public async Task A_claim_survives_a_crash_with_its_run_time_and_goes_on_with_what_was_not_done()
    {
        await Receive("1.2");
        await Receive("1.2");
        _time.Advance(Quiet);
        var first = (await Claim())!;
        await _ledger.CompleteInstanceAsync(first, Specimen.Outcome(first.Instances[0]), [Specimen.Route("pacs")], default);

        _ledger.Dispose(); // The process dies here.
        _ledger = Open();
        await _ledger.JoinAsync(Node, Lease, default);
        _time.Advance(TimeSpan.FromSeconds(3));
        var second = (await Claim("b"))!;
        Assert.Equal((first.RunAt, first.Run), (second.RunAt, second.Run));
        Assert.Equal([first.Instances[1].Id], second.Instances.Select(i => i.Id));
    }

    [Fact]
    public async Task An_expired_lease_is_claimed_by_another_and_its_old_owner_may_record_nothing()
    {
        await Receive("1.2");
        _time.Advance(Quiet);
        var old = (await Claim("a"))!;
        _time.Advance(Lease);
        Assert.NotNull(await Claim("b"));
        Assert.False(await _ledger.RenewStudyAsync(old, Lease, default));
        await Assert.ThrowsAsync<LeaseLostException>(() => _ledger.CompleteInstanceAsync(old, Specimen.Outcome(old.Instances[0]), [],
            default));
        await Assert.ThrowsAsync<LeaseLostException>(() => _ledger.FinishStudyAsync(old, default));
    }

    [Fact]
    public async Task A_renewed_lease_holds()
    {
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        _time.Advance(Lease * 0.9);
        Assert.True(await _ledger.RenewStudyAsync(job, Lease, default));
        _time.Advance(Lease * 0.9);
        Assert.Null(await Claim("b"));
    }

    [Fact]
    public async Task A_late_instance_makes_a_second_run_of_its_own()
    {
        await Receive("1.2");
        _time.Advance(Quiet);
        var first = (await Claim())!;
        await Receive("1.2"); // While the first is analysed.
        await Complete(first);
        Assert.Null(await Claim());
        _time.Advance(Quiet);
        var second = (await Claim())!;
        Assert.Equal(2, second.Run);
        Assert.Single(second.Instances);
        await Complete(second);

        await Receive("1.2"); // After all was analysed.
        _time.Advance(Quiet);
        Assert.Single((await Claim())!.Instances);
    }

    [Fact]
    public async Task Results_go_to_the_destinations_that_want_their_kind_and_the_study_is_delivered_with_the_last()
    {
        await Analyse("1.2", Specimen.Route("all"), Specimen.Route("reports", ResultKind.StructuredReport));
        Assert.Equal("analysed", await StateOf("1.2"));
        var all = await ClaimDeliveries("all");
        var reports = await ClaimDeliveries("reports");
        Assert.Equal((3, 1), (all.Count, reports.Count));
        Assert.Empty(await ClaimDeliveries("all")); // Under lease.

        await Settle("all", all, StoreAnswer.Stored);
        Assert.Equal("analysed", await StateOf("1.2"));
        await Settle("reports", reports, StoreAnswer.Stored);
        Assert.Equal("delivered", await StateOf("1.2"));
    }

    [Fact]
    public async Task A_parked_result_parks_its_study_and_keeps_its_reason()
    {
        await Analyse("1.2", Specimen.Route("pacs", ResultKind.Segmentation));
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Park);
        Assert.Equal("parked", await StateOf("1.2"));
        Assert.Equal("why", Assert.Single((await _ledger.ReportAsync(default)).Parked).Reason);
    }

    [Fact]
    public async Task A_row_is_not_offered_before_its_next_attempt_also_after_a_restart()
    {
        await Analyse("1.2", Specimen.Route("pacs", ResultKind.Segmentation));
        var item = Assert.Single(await ClaimDeliveries("pacs"));
        await _ledger.SettleAsync("pacs", "w", [new(item.Id, StoreAnswer.Retry, "away", _time.GetUtcNow() + TimeSpan.FromMinutes(5))],
            default);
        _ledger.Dispose();
        _ledger = Open();
        Assert.Empty(await ClaimDeliveries("pacs"));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), await _ledger.NextDeliveryAsync("pacs", default));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, Assert.Single(await ClaimDeliveries("pacs")).Attempts);
    }

    [Fact]
    public async Task A_study_whose_every_instance_failed_has_failed_with_the_reason()
    {
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0], failed: true, reasons: "cannot be decoded"), [],
            default);
        await _ledger.FinishStudyAsync(job, default);
        var study = Assert.Single((await _ledger.ReportAsync(default)).Studies);
        Assert.Equal("failed", study.State);
        Assert.Equal(["cannot be decoded"], study.Reasons);
    }

    [Fact]
    public async Task An_unreadable_object_is_held_and_the_study_of_the_same_transfer_says_so()
    {
        await _ledger.RecordAsync([Specimen.Instance("", unreadable: "not a data set")], false, default);
        await Analyse("1.2");
        Assert.Contains("could not be read", Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worst_finding_is_the_outcome()
    {
        await Receive("1.2");
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0]), [], default);
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[1], "refused"), [], default);
        await _ledger.FinishStudyAsync(job, default);
        Assert.Equal("refused", Assert.Single((await _ledger.ReportAsync(default)).Studies).Outcome);
    }

    [Fact]
    public async Task A_reader_sees_the_ledger_of_a_running_node()
    {
        await Analyse("1.2");
        using var reader = SqlLedger.OpenToRead(Location, _time);
        Assert.Single((await reader.ReportAsync(default)).Studies);
    }

    private protected SqlLedger Open() => SqlLedger.Open(Location, _time, Quiet);

    async Task<StoreVerdict> Receive(string study, string? uid = null, string sha256 = "aa") =>
        (await _ledger.RecordAsync([Specimen.Instance(study, uid, sha256)], false, default))[0].Verdict;

    Task<StudyJob?> Claim(string? owner = null) => _ledger.ClaimStudyAsync(owner ?? Owner, Lease, default);

    async Task Complete(StudyJob job, params OutboxRoute[] routes)
    {
        foreach (var instance in job.Instances) await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(instance), routes, default);
        await _ledger.FinishStudyAsync(job, default);
    }

    async Task Analyse(string study, params OutboxRoute[] routes)
    {
        await Receive(study);
        _time.Advance(Quiet);
        await Complete((await Claim())!, routes);
    }

    Task<IReadOnlyList<OutboxItem>> ClaimDeliveries(string to) => _ledger.ClaimDeliveriesAsync(to, "w", 10, Lease, default);

    Task Settle(string to, IReadOnlyList<OutboxItem> items, StoreAnswer answer) =>
        _ledger.SettleAsync(to, "w", [.. items.Select(item => new OutboxSettlement(item.Id, answer, "why", null))], default);

    async Task<string> StateOf(string study) => (await _ledger.ReportAsync(default)).Studies.Single(s => s.StudyUid == study).State;
}
