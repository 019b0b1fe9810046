using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests.Reader;

/// <summary>What archives take is found out by asking them.</summary>
public sealed class AutomaticSendTests
{
    [Fact]
    public async Task A_destination_that_leaves_it_to_the_node_gets_the_best_that_it_takes()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        var image = Phantoms.WriteStill(folder.Folder("images"), seed: 5);
        await using var node = new NodeProcess(folder.Folder("node"), 0.3,
            configuration => configuration["destinations"]![0]!["send"] = "auto", ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        await Until.TrueAsync(async () => (await node.StatusAsync())["fitness"]!.AsArray() is [var one, ..]
            && one!["send"]!.AsArray().Select(kind => kind!.GetValue<string>()).SequenceEqual(["seg", "sr"]), TimeSpan.FromMinutes(1),
            "the answer", () => node.Output);
        await node.SendAsync(image);
        await node.UntilAsync("delivered", 1, TimeSpan.FromMinutes(2));
        Assert.Equal(["SEG", "SR"], scp.Files().Select(file => DicomFile.Open(file).Dataset.GetString(DicomTag.Modality)).Order());

        var (code, output) = await NodeProcess.AcsaAsync("echo", $"{StoreScp.AeTitle}@127.0.0.1:{scp.Port}", "--contexts", "--json");
        Assert.True(code == 0, output);
        // DCMTK of 2022 does not know label maps, and that is what it says.
        Assert.All(JsonNode.Parse(output)!["classes"]!.AsArray(), one => Assert.True(
            one!["isTaken"]!.GetValue<bool>() == (one["name"]!.GetValue<string>() != "Label Map Segmentation"), one.ToJsonString()));
    }
}
