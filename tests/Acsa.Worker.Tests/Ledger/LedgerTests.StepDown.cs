using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// What a destination refuses goes there in another form, and to nobody else.
public abstract partial class LedgerTests
{
    [Fact]
    public async Task A_refused_outline_gives_way_to_the_one_that_was_written_for_it_and_what_has_none_is_parked()
    {
        var (refusing, other) = (Specimen.Route("refusing", ResultKind.Segmentation, ResultKind.TextReport),
            Specimen.Route("other", ResultKind.Segmentation));
        await Receive("1.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        var (seg, state, text) = (Specimen.Result(ResultKind.Segmentation), Specimen.Result(ResultKind.PresentationState),
            Specimen.Result(ResultKind.TextReport));
        await Run(job, [refusing, other], seg, state, text);
        var items = await ClaimDeliveries("refusing");
        Assert.Equal(2, items.Count);
        await Settle("refusing", items, StoreAnswer.Park);

        var count = await _ledger.StepDownAsync("refusing", [.. items.Select(item => item.Id)],
            new HashSet<ResultKind> { ResultKind.PresentationState }, "refused", default);
        Assert.Equal(new StepDownCount(Replaced: 1, Parked: 1), count);
        Assert.Equal([state.SopInstanceUid], (await ClaimDeliveries("refusing")).Select(item => item.SopInstanceUid));
        Assert.Equal([seg.SopInstanceUid], (await ClaimDeliveries("other")).Select(item => item.SopInstanceUid));
        // Said again, as by another node, it changes nothing.
        Assert.Equal(0,
            (await _ledger.StepDownAsync("refusing", [], new HashSet<ResultKind> { ResultKind.PresentationState }, "refused",
            default)).Replaced);
    }
}
