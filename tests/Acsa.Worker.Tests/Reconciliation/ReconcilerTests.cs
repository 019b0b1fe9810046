using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.StorageCommitment;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Reconciliation;

/// <summary>The scheduled comparison, over real sockets, with an archive that says it has what it lacks.</summary>
public sealed class ReconcilerTests : IDisposable
{
    static readonly RetrySchedule Schedule = RetrySchedule.Default;
    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;

    public ReconcilerTests() => _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.Zero);

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("resend", Limits.ResendsOfLost)]
    [InlineData("alarm", 0)]
    public async Task An_archive_that_commits_to_what_it_lacks_is_found_out(string mode, int resends)
    {
        await using var pacs = new ScriptedPacs((exchange, _) => exchange.AnswerAsync()); // Finds nothing, and says so.
        await AnalyseAsync();
        var reconciler = Reconciler(pacs.Port, mode);
        for (var round = 0; round <= resends; round++)
        {
            await DeliverAndCommitAsync();
            await reconciler.RunAsync(default);
            Assert.Equal("committed", await StateAsync()); // It is not its time yet.
            _time.Advance(TimeSpan.FromHours(6));
            await reconciler.RunAsync(default);
            Assert.Equal(round < resends ? "analysed" : "parked", await StateAsync());
        }

        Assert.Contains("found not to hold it", Assert.Single((await _ledger.ReportAsync(default)).Parked).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_does_not_answer_to_the_end_makes_nothing_missing()
    {
        await using var pacs =
            new ScriptedPacs((exchange, number) => number % 2 == 0 ? exchange.AnswerAsync(0xC001) : exchange.DropAsync());
        await AnalyseAsync();
        await DeliverAndCommitAsync();
        _time.Advance(TimeSpan.FromHours(6));
        for (var round = 0; round < 2; round++) await Reconciler(pacs.Port, "resend").RunAsync(default);
        Assert.Equal("committed", await StateAsync());
    }

    [Fact]
    public async Task An_archive_that_is_not_to_be_asked_is_left_alone()
    {
        await using var pacs = new ScriptedPacs((exchange, _) => exchange.AnswerAsync());
        await AnalyseAsync();
        await DeliverAndCommitAsync();
        _time.Advance(TimeSpan.FromDays(6));
        await Reconciler(pacs.Port, "off").RunAsync(default);
        Assert.Equal((0, "committed"), (pacs.Associations, await StateAsync()));
    }

    Reconciler Reconciler(int port, string mode) => new(
        ConfigurationFile.Parse($$"""
            { "data": "d", "destinations": [ { "name": "pacs", "aeTitle": "P", "host": "127.0.0.1", "port": {{port}}, "commitment": true,
              "reconcile": "{{mode}}" } ] }
            """, "acsa.json", _folder.Path), _ledger, _ => null, _time, NullLogger<Reconciler>.Instance);

    async Task AnalyseAsync()
    {
        await _ledger.RecordAsync([Specimen.Instance("1.2")], false, default);
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        await _ledger.CompleteInstanceAsync(
            job, Specimen.Outcome(job.Instances[0]), [Specimen.Route("pacs", ResultKind.Segmentation)], default);
        await _ledger.FinishStudyAsync(job, default);
    }

    async Task DeliverAndCommitAsync()
    {
        var items = await _ledger.ClaimDeliveriesAsync("pacs", "w", 10, TimeSpan.FromMinutes(1), default);
        await _ledger.SettleAsync("pacs", "w", [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "stored", null))],
            default);
        var ask = (await _ledger.BeginCommitmentAsync("pacs", 100, TimeSpan.Zero, TimeSpan.FromMinutes(1), default))!;
        await _ledger.SettleCommitmentAsync(
            "pacs", ask.Id, [.. ask.Items.Select(item => new CommitmentOutcome(item.Id, CommitmentFate.Committed, "committed"))], Schedule,
            () => 0,
            default);
    }

    async Task<string> StateAsync() => Assert.Single((await _ledger.ReportAsync(default)).Studies).State;
}
