using Acsa.DicomScp;
using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// Several nodes, or several processes, on one ledger at once.
public abstract partial class LedgerTests
{
    [Fact]
    public async Task Nodes_that_claim_at_once_never_get_the_same_study()
    {
        const int studies = 30;
        for (var i = 0; i < studies; i++) await Receive($"1.2.{i}");
        _time.Advance(Quiet);
        var claims = await OnThreeNodes(async (ledger, node) =>
        {
            var claimed = new List<string>();
            while (await ledger.ClaimStudyAsync(node.NewOwner(), Lease, default) is { } job) claimed.Add(job.StudyUid);
            return claimed;
        });
        // What one transaction passes over because another is claiming it may be left when all have ended; it is not lost.
        while (await Claim() is { } left) claims[0].Add(left.StudyUid);
        Assert.Equal(studies, claims.Sum(claimed => claimed.Count));
        Assert.Equal(studies, claims.SelectMany(claimed => claimed).Distinct().Count());
    }

    [Fact]
    public async Task The_same_instances_received_by_several_nodes_at_once_have_one_row_each()
    {
        var uids = Enumerable.Range(0, 20).Select(i => $"7.{i}").ToArray();
        var verdicts = await OnThreeNodes(async (ledger, node) =>
        {
            // Each node gets them in an order of its own.
            var order = uids.ToArray();
            new Random(node.Name[^1]).Shuffle(order);
            var list = new List<(string Uid, StoreVerdict Verdict)>();
            foreach (var batch in order.Chunk(4))
            {
                var recorded = await ledger.RecordAsync([.. batch.Select(uid => Specimen.Instance($"1.{uid}", uid))], false, default);
                list.AddRange(batch.Zip(recorded, (uid, one) => (uid, one.Verdict)));
            }

            return list;
        });
        foreach (var uid in uids)
        {
            var of = verdicts.SelectMany(list => list).Where(one => one.Uid == uid).Select(one => one.Verdict).Order().ToArray();
            Assert.Equal([StoreVerdict.Stored, StoreVerdict.AlreadyHeld, StoreVerdict.AlreadyHeld], of);
        }

        Assert.Equal(uids.Length, (await _ledger.ReportAsync(default)).Instances);
    }

    [Fact]
    public async Task Different_bytes_under_one_uid_at_once_are_a_conflict_for_all_but_the_first()
    {
        var verdicts = await OnThreeNodes(async (ledger, node) =>
            (await ledger.RecordAsync([Specimen.Instance("1.2", "9.9", sha256: node.Name)], false, default))[0].Verdict);
        Assert.Equal([StoreVerdict.Stored, StoreVerdict.Conflict, StoreVerdict.Conflict], verdicts.Order());
        Assert.Equal(3, (await _ledger.ReportAsync(default)).Conflicts);
    }

    [Fact]
    public async Task The_last_deliveries_of_a_study_settled_by_several_nodes_at_once_leave_it_delivered()
    {
        for (var round = 0; round < 10; round++)
        {
            var study = $"1.2.{round}";
            await Analyse(study, Specimen.Route("node-0", ResultKind.Segmentation), Specimen.Route("node-1", ResultKind.Segmentation),
                Specimen.Route("node-2", ResultKind.Segmentation));
            await OnThreeNodes(async (ledger, node) =>
            {
                var items = await ledger.ClaimDeliveriesAsync(node.Name, "w", 10, Lease, default);
                await ledger.SettleAsync(node.Name, "w",
                    [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "", null))],
                    default);
                return true;
            });
            Assert.Equal("delivered", await StateOf(study));
        }
    }

    [Fact]
    public async Task A_late_instance_that_comes_while_another_node_ends_the_study_is_analysed()
    {
        for (var round = 0; round < 10; round++)
        {
            var study = $"1.2.{round}";
            await Receive(study);
            _time.Advance(Quiet);
            var job = (await Claim())!;
            using var other = Open();
            var late = Task.Run(() => other.RecordAsync([Specimen.Instance(study)], false, default));
            await Complete(job);
            await late;
            _time.Advance(Quiet);
            await Complete(Assert.IsType<StudyJob>(await Claim()));
        }
    }

    [Fact]
    public async Task A_delivery_whose_node_died_is_taken_over_and_what_that_node_had_stored_is_known()
    {
        await Analyse("1.2", Specimen.Route("pacs", ResultKind.Segmentation));
        var item = Assert.Single(await _ledger.ClaimDeliveriesAsync("pacs", "dead", 10, Lease, default));
        _time.Advance(Lease / 2);
        Assert.True(await _ledger.RenewDeliveriesAsync("pacs", "dead", Lease, default));
        _time.Advance(Lease * 0.9);
        Assert.Empty(await ClaimDeliveries("pacs"));
        _time.Advance(Lease);
        Assert.Single(await ClaimDeliveries("pacs"));
        Assert.False(await _ledger.RenewDeliveriesAsync("pacs", "dead", Lease, default));

        await _ledger.SettleAsync("pacs", "dead", [new(item.Id, StoreAnswer.Retry, "", null)], default);
        Assert.Equal("analysed", await StateOf("1.2"));
        Assert.Empty(await _ledger.ClaimDeliveriesAsync("pacs", "third", 10, Lease, default)); // Still the second's.
        await _ledger.SettleAsync("pacs", "dead", [new(item.Id, StoreAnswer.Stored, "", null)], default);
        Assert.Equal("delivered", await StateOf("1.2"));
    }

    [Fact]
    public async Task A_node_that_starts_takes_back_its_own_work_at_once_and_leaves_that_of_others_alone()
    {
        var (first, second) = (NodeIdentity.Of("node-1"), NodeIdentity.Of("node-10"));
        await _ledger.JoinAsync(first, Lease, default);
        await _ledger.JoinAsync(second, Lease, default);
        await Receive("1.1");
        await Receive("1.2");
        _time.Advance(Quiet);
        var mine = (await _ledger.ClaimStudyAsync(first.NewOwner(), Lease, default))!;
        Assert.NotNull(await _ledger.ClaimStudyAsync(second.NewOwner(), Lease, default));

        await _ledger.JoinAsync(NodeIdentity.Of("node-1"), Lease, default);
        Assert.Equal(mine.StudyUid, (await Claim())!.StudyUid);
        Assert.Null(await Claim());
    }

    [Fact]
    public async Task A_node_is_alive_while_it_says_so_and_a_second_one_of_its_name_is_found_out()
    {
        var node = NodeIdentity.Of("Node-1");
        await _ledger.JoinAsync(node, Lease, default);
        _time.Advance(Lease * 0.9);
        Assert.True(await _ledger.RenewNodeAsync(node, Lease, default));
        _time.Advance(Lease * 0.9);
        Assert.Equal(("node-1", true), (await _ledger.NodesAsync(default)) is [var row] ? (row.Name, row.IsAlive) : default);
        _time.Advance(Lease);
        Assert.False(Assert.Single(await _ledger.NodesAsync(default)).IsAlive);

        var second = NodeIdentity.Of("node-1");
        await _ledger.JoinAsync(second, Lease, default);
        Assert.False(await _ledger.RenewNodeAsync(node, Lease, default));
        await _ledger.LeaveAsync(node, default); // No longer its name to give back.
        Assert.True(Assert.Single(await _ledger.NodesAsync(default)).IsAlive);
        await _ledger.LeaveAsync(second, default);
        Assert.False(Assert.Single(await _ledger.NodesAsync(default)).IsAlive);
    }

    async Task<T[]> OnThreeNodes<T>(Func<SqlLedger, NodeIdentity, Task<T>> work)
    {
        var ledgers = Enumerable.Range(0, 3).Select(_ => Open()).ToArray();
        try
        {
            return await Task.WhenAll(ledgers.Select((ledger, i) => Task.Run(() => work(ledger, NodeIdentity.Of($"node-{i}")))));
        }
        finally
        {
            foreach (var ledger in ledgers) ledger.Dispose();
        }
    }
}
