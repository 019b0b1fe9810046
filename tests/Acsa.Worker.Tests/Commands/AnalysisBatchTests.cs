using Acsa.Worker.Commands;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Commands;

public sealed class AnalysisBatchTests
{
    [Fact]
    public async Task A_frame_that_cannot_be_read_is_told_beside_those_that_can()
    {
        using var folder = new TempFolder();
        var file = PhantomFile.Write(folder, dataset => dataset.AddOrUpdate(DicomTag.NumberOfFrames, "2"));
        using var setup = AnalysisSetup.Create(Path.Combine(AppContext.BaseDirectory, "models"), new("cpu", "off"), "ACSA");
        var entries = await new AnalysisBatch(new StudyPipeline(setup), folder["out"], Acsa.Reporting.ResultKinds.Default)
            .RunAsync([file], () => { }, CancellationToken.None);
        Assert.Equal([1, null], entries.Select(entry => entry.Frame));
        Assert.NotNull(entries[0].AreaCm2);
        Assert.Equal(("refused", null), (entries[1].Status, entries[1].AreaCm2));
        Assert.Contains("frame 2", Assert.Single(entries[1].Reasons), StringComparison.Ordinal);
    }
}
