using Acsa.DicomScp;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Hosting;

public sealed class HeirTests : IDisposable
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;
    readonly NodeIdentity _dead = NodeIdentity.Of("dead");
    readonly NodeIdentity _alive = NodeIdentity.Of("alive");
    readonly Heir _heir;
    readonly SpoolFolder _spool;

    public HeirTests()
    {
        var rules = AssemblyRules.After(TimeSpan.FromSeconds(1)) with { Sources = [new("US1", TimeSpan.FromSeconds(1), true)] };
        _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, rules);
        _spool = Spool(_alive);
        _heir = new(_alive, _ledger, _ledger,
            new SpoolRecovery(_folder["spool"], _spool, _alive, _ledger, _ledger, NullLogger<SpoolRecovery>.Instance), _time,
            NullLogger<Heir>.Instance);
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Whole_files_that_a_dying_node_left_unrecorded_are_adopted_once_its_lease_has_run_out()
    {
        await _ledger.JoinAsync(_dead, Lease, default);
        var orphan = await WriteAsync(_dead);
        var own = await WriteAsync(_alive); // as if about to be recorded by this node
        await _heir.LookAsync(default);
        Assert.Empty(await _ledger.SpoolFilesAsync(default));
        _time.Advance(Lease);
        await _heir.LookAsync(default);
        Assert.Equal([orphan], await _ledger.SpoolFilesAsync(default));
        Assert.DoesNotContain(own, await _ledger.SpoolFilesAsync(default));
    }

    [Fact]
    public async Task Studies_that_waited_for_an_association_of_a_node_that_died_are_due()
    {
        await _ledger.JoinAsync(_dead, Lease, default);
        await _ledger.RecordAsync([Specimen.Instance("1.2") with { File = $"20261120/dead-{Guid.NewGuid():N}.dcm" }], false, default);
        _time.Advance(Lease);
        Assert.Null(await _ledger.ClaimStudyAsync("a", Lease, default));
        await _heir.LookAsync(default);
        Assert.NotNull(await _ledger.ClaimStudyAsync("a", Lease, default));
    }

    SpoolFolder Spool(NodeIdentity node) =>
        new(_folder["spool"], new(0), node, new FixedSpace(), _ledger, new FakeReader(new("1.2.3", null)), _time);

    // What lies there when a node dies between the rename and the commit.
    async Task<string> WriteAsync(NodeIdentity node)
    {
        var name = new SpoolNames(node.Name).NewFile(_time.GetUtcNow());
        Directory.CreateDirectory(Path.Combine(_folder["spool"], Path.GetDirectoryName(name)!));
        await File.WriteAllBytesAsync(Path.Combine(_folder["spool"], name), [.. Part10Header.Build(Specimen.Header()), .. new byte[100]]);
        return name;
    }
}
