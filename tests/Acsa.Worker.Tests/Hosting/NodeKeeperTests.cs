using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Hosting;

public sealed class NodeKeeperTests : IDisposable
{
    static readonly TimeSpan Ahead = TimeSpan.FromDays(4000);
    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;

    public NodeKeeperTests() => _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.FromSeconds(10));

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_study_that_came_by_a_clock_that_was_ahead_is_analysed_once_it_is_put_right(bool isRestarted)
    {
        var keeper = Keeper();
        await keeper.JoinAsync(default);
        _time.Advance(Ahead);
        await keeper.BeatAsync(default);
        await _ledger.RecordAsync([Specimen.Instance("1.2")], false, default);
        _time.Advance(-Ahead);
        if (isRestarted) await Keeper().JoinAsync(default);
        else await keeper.BeatAsync(default);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotNull(await _ledger.ClaimStudyAsync("w", Limits.Lease, default));
    }

    [Fact]
    public async Task A_stop_whose_time_is_over_is_no_failure_of_the_node()
    {
        var keeper = Keeper();
        await keeper.JoinAsync(default);
        await keeper.LeaveAsync(new CancellationToken(canceled: true));
    }

    NodeKeeper Keeper() => new(NodeIdentity.Of("a"), _ledger,
        new LiveConfiguration(ConfigurationFile.Parse("""{ "data": "d" }""", "acsa.json", _folder.Path)), _time,
        NullLogger<NodeKeeper>.Instance);
}
