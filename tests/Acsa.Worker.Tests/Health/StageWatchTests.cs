using Acsa.Worker.Configuration;
using Acsa.Worker.Health;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Health;

public sealed class StageWatchTests
{
    static readonly HealthConfiguration Limits =
        new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));

    [Fact]
    public void Work_within_its_limits_is_well_and_each_stage_beyond_them_is_named()
    {
        Assert.True(HealthReport.Judge(new(Limits.Received, Limits.Assembled, Limits.Outbox), Limits, []).IsWell);
        Assert.True(HealthReport.Judge(new(null, null, null), Limits, []).IsWell);
        var late = TimeSpan.FromSeconds(31);
        Assert.Contains("receivedSeconds", Assert.Single(HealthReport.Judge(new(late, null, null), Limits, []).Problems),
            StringComparison.Ordinal);
        Assert.Contains("assembledSeconds", Assert.Single(HealthReport.Judge(new(null, late, null), Limits, []).Problems),
            StringComparison.Ordinal);
        Assert.Contains("outboxSeconds", Assert.Single(HealthReport.Judge(new(null, null, late), Limits, []).Problems),
            StringComparison.Ordinal);
        Assert.Contains("editSeconds", Assert.Single(HealthReport.Judge(new(null, null, null, late), Limits, []).Problems),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watch_turns_unwell_when_nobody_takes_a_study_up_and_well_when_somebody_does()
    {
        using var folder = new TempFolder();
        var time = new ManualTime();
        using var ledger = SqlLedger.Open(LedgerLocation.InFile(folder["l.sqlite"]), time, TimeSpan.FromSeconds(1));
        var watch = new StageWatch(ledger, ledger, Limits, time, NullLogger<StageWatch>.Instance);
        await ledger.RecordAsync([Specimen.Instance("1.2")], false, default);
        await watch.LookAsync(default);
        Assert.True(watch.Current.IsWell);
        time.Advance(TimeSpan.FromSeconds(12));
        await watch.LookAsync(default);
        Assert.False(watch.Current.IsWell);
        await ledger.ClaimStudyAsync("a", TimeSpan.FromMinutes(1), default);
        await watch.LookAsync(default);
        Assert.True(watch.Current.IsWell);
    }

    [Fact]
    public void Nodes_that_live_and_want_different_times_are_named()
    {
        var problem = Assert.Single(Judge(Node("a", true, "care off"), Node("b", true, "care 1 2 * * *"), Node("c", true, null)).Problems);
        Assert.Contains("a, b share a ledger", problem, StringComparison.Ordinal);
        Assert.True(Judge(Node("a", true, "care off"), Node("b", true, "care off")).IsWell);
        Assert.True(Judge(Node("a", true, "care off"), Node("b", false, "care 1 2 * * *")).IsWell);

        static HealthReport Judge(params NodeRow[] nodes) => HealthReport.Judge(new(null, null, null), Limits, nodes);
        static NodeRow Node(string name, bool isAlive, string? schedule) => new(name, default, default, isAlive, schedule);
    }
}
