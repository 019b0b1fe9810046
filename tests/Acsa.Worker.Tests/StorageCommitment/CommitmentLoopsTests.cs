using Acsa.DicomScp;
using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.StorageCommitment;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.StorageCommitment;

public sealed class CommitmentLoopsTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;

    public CommitmentLoopsTests() => _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_loop_that_fails_is_heard_of_although_the_others_could_go_on_for_ever()
    {
        await DeliverAsync();
        var live = new LiveConfiguration(ConfigurationFile.Parse(
            """{ "data": "d", "destinations": [ { "name": "pacs", "aeTitle": "P", "host": "h", "commitment": true } ] }""",
            "acsa.json", _folder.Path));
        var signal = new WorkSignal();
        var scanners = new ScannerCommitments(live, _ledger, _ => true, signal, _time, NullLogger<ScannerCommitments>.Instance);
        var loops = new CommitmentLoops(live, _ledger, new BrokenClient(), scanners, signal, TimeProvider.System,
            NullLogger<CommitmentLoop>.Instance);
        using var stop = new CancellationTokenSource();
        var running = loops.RunAsync(stop.Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    async Task DeliverAsync()
    {
        await _ledger.RecordAsync([Specimen.Instance("1.2")], false, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        var job = (await _ledger.ClaimStudyAsync("w", Limits.Lease, default))!;
        await _ledger.CompleteInstanceAsync(
            job, Specimen.Outcome(job.Instances[0]), [Specimen.Route("pacs", ResultKind.Segmentation)], default);
        await _ledger.FinishStudyAsync(job, default);
        var items = await _ledger.ClaimDeliveriesAsync("pacs", "w", 10, Limits.Lease, default);
        await _ledger.SettleAsync(
            "pacs", "w", [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "", null))], default);
        _time.Advance(Limits.CommitmentPause);
    }

    /// <summary>Has a mistake of our own in it.</summary>
    sealed class BrokenClient : ICommitmentClient
    {
        public Task<AskFailure?> AskAsync(DestinationConfiguration destination, CommitmentAsk ask,
            Func<CommitmentReport, Task<DicomStatus>> report, CancellationToken stop) => throw new InvalidOperationException("a mistake");

        public Task<IReadOnlySet<long>?> FindAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items,
            CancellationToken stop) => throw new InvalidOperationException("a mistake");
    }
}
