using Acsa.Worker.Delivery;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// What the ledger can prove.
public abstract partial class LedgerTests
{
    [Fact]
    public async Task The_way_of_each_instance_is_told_with_its_times_whichever_uid_it_is_asked_by()
    {
        var received = _time.GetUtcNow();
        await Analyse("1.2", Specimen.Route("pacs"), Specimen.Route("archive"));
        var analysed = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(7));
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);

        var evidence = (await _ledger.EvidenceAsync("1.2", default))!;
        var instance = Assert.Single(evidence.Instances);
        Assert.Equal(("analysed", "measured", 1), (evidence.State, evidence.Outcome, evidence.Runs));
        Assert.Equal((received, analysed, "US1"), (instance.Durable, instance.Analysed, instance.CallingAe));
        Assert.Equal(3 * 2, instance.Results.Count);
        Assert.All(instance.Results.Where(result => result.Destination == "pacs"),
            result => Assert.Equal(_time.GetUtcNow(), result.Stored));
        Assert.All(instance.Results.Where(result => result.Destination == "archive"), result => Assert.Null(result.Stored));
        Assert.All(instance.Results, result => Assert.Equal((analysed, null), (result.Created, result.Committed)));

        Assert.Equal("1.2", (await _ledger.EvidenceAsync(instance.SopInstanceUid, default))!.StudyUid);
        Assert.Equal("1.2", (await _ledger.EvidenceAsync(instance.Results[0].SopInstanceUid, default))!.StudyUid);
        Assert.Null(await _ledger.EvidenceAsync("1.3", default));
    }

    [Fact]
    public async Task Studies_are_listed_by_state_and_age()
    {
        await Analyse("1.1");
        var then = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(1));
        await Receive("1.2");
        Assert.Equal(["1.2", "1.1"], (await _ledger.StudiesAsync(null, null, 10, default)).Select(study => study.StudyUid));
        Assert.Equal(["1.2"], (await _ledger.StudiesAsync("received", null, 10, default)).Select(study => study.StudyUid));
        Assert.Equal(["1.2"], (await _ledger.StudiesAsync(null, then, 10, default)).Select(study => study.StudyUid));
        Assert.Single(await _ledger.StudiesAsync(null, null, 1, default));
    }

    [Fact]
    public async Task What_a_destination_lost_goes_back_into_its_outbox_and_no_other()
    {
        await Analyse("1.2", Specimen.Route("pacs"), Specimen.Route("archive"));
        foreach (var to in new[] { "pacs", "archive" }) await Settle(to, await ClaimDeliveries(to), StoreAnswer.Stored);
        Assert.Equal("delivered", await StateOf("1.2"));
        var known = await _ledger.KnownResultsAsync("pacs", "1.2", null, default);
        Assert.True(known.Count == 3 && known.All(result => result.IsStored));
        Assert.Equal(1, await _ledger.ResendAsync("pacs", [known[1].SopInstanceUid, "1.2.3"], default));
        Assert.Equal("analysed", await StateOf("1.2"));
        Assert.Empty(await ClaimDeliveries("archive"));
        Assert.Equal(known[1].SopInstanceUid, Assert.Single(await ClaimDeliveries("pacs")).SopInstanceUid);
        Assert.Equal(0, await _ledger.ResendAsync("pacs", [known[1].SopInstanceUid], default)); // It waits already.
    }
}
