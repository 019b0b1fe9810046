using Acsa.Worker.Configuration;
using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Delivery;

public sealed class DeliveryLoopTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;

    public DeliveryLoopTests() => _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Backs_off_while_the_pacs_is_away_and_delivers_once_when_it_is_back()
    {
        await AddResults("pacs");
        var pacs = new ScriptedSender();
        var loop = Loop("pacs", pacs);

        pacs.Away = true;
        Assert.True(await loop.DeliverAsync(default));
        Assert.False(await loop.DeliverAsync(default)); // Its clock says not yet.
        Assert.Equal(1, pacs.Calls);

        _time.Advance(TimeSpan.FromSeconds(13));
        Assert.True(await loop.DeliverAsync(default));
        Assert.Equal(2, pacs.Calls);

        pacs.Away = false;
        _time.Advance(TimeSpan.FromSeconds(13));
        while (await loop.DeliverAsync(default))
        {
        }

        Assert.Equal(3, pacs.Stored.Count);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(await loop.DeliverAsync(default));
        Assert.Equal(pacs.Stored.Distinct().Count(), pacs.Stored.Count);
        Assert.Equal(0, await _ledger.FailuresAsync("pacs", default));
    }

    [Fact]
    public async Task A_long_outage_costs_one_echo_at_a_time_and_no_result_its_attempts_and_ends_without_a_storm()
    {
        for (var study = 0; study < 20; study++) await AddResults("pacs");
        var pacs = new ScriptedSender { Away = true };
        var (loop, other) = (Loop("pacs", pacs), Loop("pacs", pacs)); // As of two nodes.
        for (var day = 0; day < 200; day++)
        {
            if (!await loop.DeliverAsync(default)) Assert.False(await other.DeliverAsync(default));
            _time.Advance(TimeSpan.FromDays(2));
        }

        Assert.Equal((Limits.FailuresToOpenCircuit, 200 - Limits.FailuresToOpenCircuit), (pacs.Calls, pacs.Probes));
        var away = Assert.Single((await _ledger.ReportAsync(default)).Destinations);
        Assert.Equal((60, 0, "away"), (away.Pending, away.Parked, away.Trouble));
        Assert.NotNull(away.AwaySince);

        pacs.Away = false;
        while (await loop.DeliverAsync(default))
        {
        }

        Assert.Equal(60, pacs.Stored.Distinct().Count());
        Assert.Equal([1, 2, 4, 8, 16, 29], pacs.Sizes);
        Assert.Null(Assert.Single((await _ledger.ReportAsync(default)).Destinations).AwaySince);
    }

    [Fact]
    public async Task Where_one_node_finds_out_whether_the_destination_is_there_the_other_does_not_call_it()
    {
        await AddResults("pacs");
        await _ledger.SetDestinationAsync("pacs", new(Limits.FailuresToOpenCircuit, null, "away"), default);
        Assert.True(await _ledger.ClaimProbeAsync("pacs", Limits.Lease, default));
        var pacs = new ScriptedSender();
        Assert.False(await Loop("pacs", pacs).DeliverAsync(default));
        Assert.Equal((0, 0), (pacs.Calls, pacs.Probes));
        _time.Advance(Limits.Lease); // The first node has died with it.
        Assert.True(await Loop("pacs", pacs).DeliverAsync(default));
        Assert.Equal((0, 1), (pacs.Calls, pacs.Probes));
    }

    [Fact]
    public async Task One_destination_away_does_not_hold_up_the_other()
    {
        await AddResults("a", "b");
        var (a, b) = (new ScriptedSender { Away = true }, new ScriptedSender());
        Assert.True(await Loop("a", a).DeliverAsync(default));
        Assert.True(await Loop("b", b).DeliverAsync(default));
        Assert.Equal(3, b.Stored.Count);
    }

    [Fact]
    public async Task A_stop_gives_the_items_back_without_counting_an_attempt()
    {
        await AddResults("pacs");
        using var stop = new CancellationTokenSource();
        var loop = Loop("pacs", new ScriptedSender { OnCall = stop.Cancel });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop.DeliverAsync(stop.Token));
        var again = await _ledger.ClaimDeliveriesAsync("pacs", "other", 10, TimeSpan.FromMinutes(1), default);
        Assert.Equal([0, 0, 0], again.Select(item => item.Attempts));
    }

    [Fact]
    public async Task What_was_answered_before_a_stop_is_settled_and_the_rest_given_back_uncounted()
    {
        await AddResults("pacs");
        using var stop = new CancellationTokenSource();
        var pacs = new ScriptedSender { OnCall = stop.Cancel, AnswersBeforeStop = 1 };
        Assert.True(await Loop("pacs", pacs).DeliverAsync(stop.Token));
        var again = await _ledger.ClaimDeliveriesAsync("pacs", "other", 10, TimeSpan.FromMinutes(1), default);
        Assert.Equal([0, 0], again.Select(item => item.Attempts));
        Assert.DoesNotContain(Assert.Single(pacs.Stored), again.Select(item => item.SopInstanceUid));
        Assert.Equal(0, await _ledger.FailuresAsync("pacs", default));
    }

    [Fact]
    public async Task What_was_stored_while_the_ledger_failed_is_settled_at_the_next_turn_and_not_sent_again()
    {
        await AddResults("pacs");
        var pacs = new ScriptedSender();
        var outbox = new FailingOutbox(_ledger) { Failures = 2 };
        var loop = Loop("pacs", pacs, outbox);
        await Assert.ThrowsAsync<SqliteException>(() => loop.DeliverAsync(default));
        await Assert.ThrowsAsync<SqliteException>(() => loop.DeliverAsync(default)); // Nothing is claimed before it is settled.
        Assert.False(await loop.DeliverAsync(default));
        Assert.Equal((1, 3), (pacs.Calls, pacs.Stored.Count));
        Assert.Equal("delivered", Assert.Single((await _ledger.ReportAsync(default)).Studies).State);
    }

    [Fact]
    public async Task A_node_that_dies_with_results_in_hand_holds_them_no_longer_than_a_lease()
    {
        await AddResults("pacs");
        var outbox = new FailingOutbox(_ledger) { Failures = 1 };
        await Assert.ThrowsAsync<SqliteException>(() => Loop("pacs", new ScriptedSender(), outbox).DeliverAsync(default));
        // The loop above is dead; another node's gets nothing before, and all after.
        var other = new ScriptedSender();
        Assert.False(await Loop("pacs", other).DeliverAsync(default));
        _time.Advance(Limits.Lease);
        Assert.True(await Loop("pacs", other).DeliverAsync(default));
        Assert.Equal(3, other.Stored.Count);
    }

    DeliveryLoop Loop(string name, IResultSender sender, IOutbox? outbox = null) => new(
        new(name, "PACS", "127.0.0.1", 104, new HashSet<ResultKind>(), false, TimeSpan.FromSeconds(5), RetrySchedule.TryParse("9x10s",
            out var s) ? s : RetrySchedule.Default),
        NodeIdentity.Of("a"), outbox ?? _ledger, sender, new WorkSignal(), _time, new Random(1), NullLogger<DeliveryLoop>.Instance);

    async Task AddResults(params string[] destinations)
    {
        await _ledger.RecordAsync([Specimen.Instance("1.2.3")], false, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        var job = await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default);
        await _ledger.CompleteInstanceAsync(job!, Specimen.Outcome(job!.Instances[0]), [.. destinations.Select(d => Specimen.Route(d))],
            default);
        await _ledger.FinishStudyAsync(job, default);
    }

    sealed class ScriptedSender : IResultSender
    {
        public bool Away { get; set; }
        public int Calls { get; private set; }
        public int Probes { get; private set; }
        public List<int> Sizes { get; } = [];
        public Action? OnCall { get; init; }
        public int AnswersBeforeStop { get; init; }
        public List<string> Stored { get; } = [];

        public Task<SendReport> SendAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop)
        {
            Calls++;
            OnCall?.Invoke();
            if (AnswersBeforeStop > 0)
            {
                Stored.AddRange(items.Take(AnswersBeforeStop).Select(item => item.SopInstanceUid));
                return Task.FromResult(new SendReport(
                    [.. items.Take(AnswersBeforeStop).Select(item => new SendAnswer(item.Id, StoreAnswer.Stored, "stored"))], null)
                {
                    WasStopped = true,
                });
            }

            stop.ThrowIfCancellationRequested();
            if (Away) return Task.FromResult(new SendReport([], new SendFailure(WasAssociated: false, "away")));
            Stored.AddRange(items.Select(item => item.SopInstanceUid));
            Sizes.Add(items.Count);
            return Task.FromResult(new SendReport([.. items.Select(item => new SendAnswer(item.Id, StoreAnswer.Stored, "stored"))], null));
        }

        public Task<SendFailure?> ProbeAsync(DestinationConfiguration destination, CancellationToken stop)
        {
            Probes++;
            return Task.FromResult(Away ? new SendFailure(WasAssociated: false, "away") : null);
        }
    }
}
