using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Retention;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Retention;

public sealed class CleanUpTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;

    public CleanUpTests() => _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Files_go_when_their_time_has_come_and_the_study_last()
    {
        var (received, results) = await DeliveredAsync();
        var cleanUp = Make(new(30, 60, 90));
        await cleanUp.RunAsync(default);
        Assert.All([received, .. results], file => Assert.True(File.Exists(file)));

        _time.Advance(TimeSpan.FromDays(31));
        await cleanUp.RunAsync(default);
        Assert.False(File.Exists(received));
        Assert.False(Directory.Exists(Path.GetDirectoryName(received)));
        Assert.All(results, file => Assert.True(File.Exists(file)));

        _time.Advance(TimeSpan.FromDays(30));
        await cleanUp.RunAsync(default);
        Assert.All(results, file => Assert.False(File.Exists(file)));
        Assert.Single((await _ledger.ReportAsync(default)).Studies);

        _time.Advance(TimeSpan.FromDays(30));
        await cleanUp.RunAsync(default);
        Assert.Empty((await _ledger.ReportAsync(default)).Studies);
    }

    [Fact]
    public async Task A_file_that_cannot_be_removed_keeps_no_other_from_it_and_stays_in_the_ledger()
    {
        // Nobody can remove this one, root neither.
        var held = Specimen.Instance("1.1") with { File = "/proc/version" };
        await DeliverAsync(held);
        var (received, results) = await DeliveredAsync();
        _time.Advance(TimeSpan.FromDays(61));
        await Make(new(30, 60, 90)).RunAsync(default);
        Assert.All([received, .. results], file => Assert.False(File.Exists(file)));
        var left = await _ledger.FinishedInstancesAsync(_time.GetUtcNow().AddDays(-30), FinishRule.Stored, 10, default);
        Assert.Equal("/proc/version", Assert.Single(left).File);
    }

    [Fact]
    public async Task Zero_days_keep_for_ever()
    {
        var (received, results) = await DeliveredAsync();
        _time.Advance(TimeSpan.FromDays(10_000));
        await Make(new(0, 0, 0)).RunAsync(default);
        Assert.All([received, .. results], file => Assert.True(File.Exists(file)));
        Assert.Single((await _ledger.ReportAsync(default)).Studies);
    }

    CleanUp Make(RetentionConfiguration settings) => new(
        settings, () => FinishRule.Stored, _folder["spool"], _folder["results"], _ledger, _time, NullLogger<CleanUp>.Instance);

    async Task<(string Received, string[] Results)> DeliveredAsync()
    {
        var instance = Specimen.Instance("1.2");
        var outcome = await DeliverAsync(instance);
        return (Write("spool", instance.File), [.. outcome.Results.Select(result => Write("results", result.File))]);
    }

    async Task<InstanceOutcome> DeliverAsync(SpooledInstance instance)
    {
        await _ledger.RecordAsync([instance], false, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        var outcome = Specimen.Outcome(job.Instances[0]);
        await _ledger.CompleteInstanceAsync(job, outcome, [Specimen.Route("pacs", ResultKind.Segmentation)], default);
        await _ledger.FinishStudyAsync(job, default);
        var items = await _ledger.ClaimDeliveriesAsync("pacs", "w", 10, TimeSpan.FromMinutes(1), default);
        await _ledger.SettleAsync("pacs", "w", [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "stored", null))],
            default);
        return outcome;
    }

    string Write(string folder, string file)
    {
        var path = Path.Combine(_folder[folder], file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        return path;
    }
}
