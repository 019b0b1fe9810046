using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// What the console shows, and what is sent again at a person's word.
public abstract partial class LedgerTests
{
    [Fact]
    public async Task What_a_destination_holds_is_sent_again_when_asked_for_and_a_new_destination_gets_it_too()
    {
        await Analyse("1.2", Specimen.Route("pacs", ResultKind.Segmentation));
        await Settle("pacs", await ClaimDeliveries("pacs"), StoreAnswer.Stored);
        Assert.Equal("delivered", await StateOf("1.2"));

        OutboxRoute[] routes = [Specimen.Route("pacs", ResultKind.Segmentation),
            Specimen.Route("late", ResultKind.Segmentation, ResultKind.StructuredReport)];
        Assert.Equal(3, await _ledger.SendAgainAsync("1.2", routes, default));
        Assert.Equal(0, await _ledger.SendAgainAsync("1.2", routes, default)); // It waits already.
        Assert.Equal("analysed", await StateOf("1.2"));
        Assert.Single(await ClaimDeliveries("pacs"));
        Assert.Equal(2, (await ClaimDeliveries("late")).Count);
        Assert.Equal(0, await _ledger.SendAgainAsync("9.9", routes, default));
    }

    [Fact]
    public async Task Files_and_findings_of_a_study_are_those_of_its_last_analysis()
    {
        await Analyse("1.2");
        await _ledger.ReanalyseAsync("1.2", default);
        _time.Advance(Quiet);
        await Complete((await Claim())!);
        var files = (await _ledger.FilesAsync("1.2", default))!;
        Assert.Single(files.Instances);
        Assert.Single(files.Findings);
        Assert.All(files.Results, result => Assert.Equal(files.Instances[0].SopInstanceUid, result.SourceUid));
        Assert.True(files.Instances[0].IsKept);
        Assert.Single(await _ledger.ScannerFindingsAsync(_time.GetUtcNow().AddDays(-1), 10, default));
        Assert.Empty(await _ledger.ScannerFindingsAsync(_time.GetUtcNow().AddDays(1), 10, default));
        Assert.Null(await _ledger.FilesAsync("9.9", default));
    }
}
