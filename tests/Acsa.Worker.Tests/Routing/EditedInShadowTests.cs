using System.Text.Json.Nodes;
using Acsa.Worker.Commands;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Tests.Fakes;
using Acsa.Worker.Tests.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Acsa.Worker.Tests.Routing;

public sealed class EditedInShadowTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    readonly TempFolder _folder = new();

    [Fact]
    public async Task What_a_reader_edits_of_an_image_in_shadow_is_measured_and_not_sent_either()
    {
        await using var node = await RunningNode.StartAsync(_folder, configuration =>
        {
            configuration["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "*" });
            configuration["destinations"] = JsonNode.Parse("""[ { "name": "pacs", "aeTitle": "PACS", "host": "127.0.0.1", "port": 9 } ]""");
            configuration["routing"] = JsonNode.Parse("""[ { "name": "new", "when": { "callingAe": "NEW" }, "shadow": true } ]""");
        });
        var ledger = node.Services.GetRequiredService<SqlLedger>();
        await SendAsync(node, "NEW", PhantomFile.Write(_folder, set => set.AddOrUpdate(DicomTag.StudyInstanceUID, "1.2.77")));
        await Until.TrueAsync(async () => (await ledger.FilesAsync("1.2.77", default))?.Results.Any(result => result.Kind == "seg") == true,
            Limit, "a result",
            () => node.LogText);

        var held = (await ledger.FilesAsync("1.2.77", default))!.Results.First(result => result.Kind == "seg");
        var edited = DicomFile.Open(node.Services.GetRequiredService<ResultFolder>().PathOf(held.File), FileReadOption.ReadAll);
        var pixels = edited.Dataset.GetValues<byte>(DicomTag.PixelData);
        // The upper half of the outline is taken away.
        var set = Enumerable.Range(0, pixels.Length).Where(at => pixels[at] != 0).ToList();
        foreach (var at in set.Take(set.Count / 2)) pixels[at] = 0;
        edited.Dataset.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, pixels));
        edited.Dataset.AddOrUpdate(DicomTag.SOPInstanceUID, "2.25.778899");
        edited.Dataset.GetSequence(DicomTag.SegmentSequence).Items[0].AddOrUpdate(DicomTag.SegmentAlgorithmType, "MANUAL");
        new DicomFile(edited.Dataset).Save(_folder["edited.dcm"]);
        await SendAsync(node, "WORKSTATION", _folder["edited.dcm"]);
        var reasons = "";
        await Until.TrueAsync(async () => (reasons = string.Join('\n', (await ledger.ReportAsync(default)).Studies[0].Reasons))
            .Contains("measured again", StringComparison.Ordinal),
            Limit, "the edit", () => reasons + '\n' + node.LogText);

        Assert.DoesNotContain((await ledger.ReportAsync(default)).Destinations, to => to.Pending + to.Parked + to.Delivered > 0);
        // From another caller the same image goes out.
        await SendAsync(node, "US1",
            PhantomFile.Write(_folder,
            set => set.AddOrUpdate(DicomTag.StudyInstanceUID, "1.2.78").AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.78.1")));
        await Until.TrueAsync(async () => (await ledger.ReportAsync(default)).Destinations.Any(to => to.Pending > 0), Limit,
            "what is not in shadow", () => node.LogText);
    }

    public void Dispose() => _folder.Dispose();

    static async Task SendAsync(RunningNode node, string caller, string file)
    {
        var answers = await new FileSender(new("ACSA", "127.0.0.1", node.Port), caller).SendAsync([file], null, default);
        Assert.True(answers[0].IsStored, answers[0].Words);
    }
}
