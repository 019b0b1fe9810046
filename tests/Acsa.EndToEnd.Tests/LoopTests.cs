using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests;

/// <summary>storescu → node → Orthanc and storescp, each a program of its own.</summary>
public sealed class LoopTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_study_goes_in_and_its_results_lie_in_both_archives_under_the_same_study()
    {
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        var images = Phantoms.Write(folder.Folder("images"), 2, seed: 11);
        await using var node = new NodeProcess(folder.Folder("node"), 0.5, ("orthanc", Orthanc.AeTitle, orthanc.Port),
            ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();

        await node.SendAsync(images);
        await node.UntilAsync("delivered", 2, Limit);

        var sources = images.Select(image => DicomFile.Open(image).Dataset.GetString(DicomTag.StudyInstanceUID)).Order().ToList();
        var studies = new List<string>();
        foreach (var study in await orthanc.IdsAsync("studies")) studies.Add(
            (await orthanc.TagsAsync("studies", study))["StudyInstanceUID"]!.GetValue<string>());
        Assert.Equal(sources, studies.Order());
        var received = scp.Files().Select(file => DicomFile.Open(file).Dataset).ToList();
        Assert.Equal(received.Count, (await orthanc.IdsAsync("instances")).Length);
        foreach (var study in sources)
        {
            var modalities = received.Where(dataset => dataset.GetString(DicomTag.StudyInstanceUID) == study).Select(dataset =>
                dataset.GetString(DicomTag.Modality)).ToList();
            Assert.Contains("SEG", modalities);
            Assert.Contains("SR", modalities);
            Assert.True(modalities.Count >= 3, string.Join(' ', modalities));
        }
    }

    [Fact]
    public async Task An_image_without_a_scale_gets_its_grey_level_and_a_refused_area_with_the_reason_everywhere()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        var image = Phantoms.WriteWithoutRegion(folder, seed: 5);
        await using var node = new NodeProcess(folder.Folder("node"), 0.5, ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        await node.SendAsync(image);
        await node.UntilAsync("delivered", 1, Limit);

        var entry = (await node.StatusAsync())["results"]![0]!["result"]!.AsObject();
        AssertRefusedArea(entry);
        var reason = entry["reasons"]![0]!.GetValue<string>();
        var report = scp.Files().Select(file => DicomFile.Open(file).Dataset).Single(dataset =>
            dataset.GetString(DicomTag.Modality) == "SR");
        Assert.Contains(Texts(report), text => text.Contains(reason, StringComparison.Ordinal));

        var (code, output) = await NodeProcess.AcsaAsync("analyze", image, "--out", folder.Folder("out"));
        Assert.True(code == 0, output);
        AssertRefusedArea(JsonNode.Parse(File.ReadAllText(Path.Combine(folder.File("out"), "results.json")))!["images"]![0]!.AsObject());
    }

    [Fact]
    public async Task The_demonstration_succeeds_and_says_so()
    {
        using var folder = new ScratchFolder();
        var (code, output) = await NodeProcess.AcsaAsync("demo", "--out", folder.File("demo"));
        Assert.True(code == 0, output);
        Assert.Contains("12 of 12 images", output, StringComparison.Ordinal);
        Assert.Equal(12, Directory.GetFiles(Path.Combine(folder.File("demo"), "overlays"), "*.png").Length);
    }

    static void AssertRefusedArea(JsonObject entry)
    {
        Assert.Equal("refused", entry["status"]!.GetValue<string>());
        Assert.Null(entry["areaCm2"]);
        Assert.Contains("scale", entry["reasons"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.InRange(entry["echogenicity"]!["mean"]!.GetValue<double>(), 1, 254);
    }

    static IEnumerable<string> Texts(DicomDataset item)
    {
        if (item.TryGetString(DicomTag.TextValue, out var text)) yield return text;
        if (!item.TryGetSequence(DicomTag.ContentSequence, out var content)) yield break;
        foreach (var child in content.Items.SelectMany(Texts)) yield return child;
    }
}
