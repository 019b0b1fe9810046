using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests.Durability;

/// <summary>A study that goes on after it was complete, and a ledger older than what it is about: the real node, Orthanc's files.</summary>
public sealed class LateAndRestoredTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_study_is_analysed_when_all_is_there_and_what_comes_late_adds_its_results_and_changes_none()
    {
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        var images = OneStudy(folder, 3, said: 2);
        await using var node = new NodeProcess(folder.Folder("node"), 3600, configuration =>
        {
            configuration["scanners"]![0]!["complete"] = "count";
            NodeProcess.WithoutStudyReports(configuration);
        }, ("orthanc", Orthanc.AeTitle, orthanc.Port)); // An hour's quiet: it is the count.
        await node.StartAsync();
        await node.SendAsync(images[0].File);
        Assert.Equal(1, (await node.StatusAsync())["studies"]!["received"]!.GetValue<int>());
        await node.SendAsync(images[1].File);
        await node.UntilAsync("delivered", 1, Limit);
        var status = await node.StatusAsync();
        Assert.Equal((0, "closed", 0), (status["unfinished"]!["studies"]!.GetValue<int>(),
            status["destinations"]![0]!["circuit"]!.GetValue<string>(), status["destinations"]![0]!["commitmentsAsked"]!.GetValue<int>()));
        Assert.True(status["oldestSeconds"]!.AsObject().ContainsKey("outbox"));
        var first = await FilesAsync(orthanc);
        Assert.Equal(6, first.Count);

        await node.SendAsync(images[2].File);
        await Until.TrueAsync(async () => await orthanc.CountInstancesAsync() >= 9, Limit, "the late results", () => node.Output);
        await node.UntilAllAsync("delivered", Limit);
        var all = await FilesAsync(orthanc);
        Assert.Equal(9, all.Count);
        Assert.All(first, file => Assert.Equal(file.Value, all[file.Key]));
        Assert.All((await ArchivedResults.BySourceAsync(orthanc, images.Select(image => image.Uid).ToHashSet())).Values,
            modalities => Assert.Equal("SEG SR US", modalities));
        Assert.Single(await orthanc.IdsAsync("studies"));
        Assert.Equal(3, (await orthanc.IdsAsync("series")).Length); // Late results lie beside the others.
        Assert.Equal(2, (await ShowAsync(node, images[0].Study))["study"]!["runs"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_older_ledger_in_the_place_of_a_newer_takes_up_what_came_since_and_sends_nothing_that_the_archive_has()
    {
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        // Orthanc answers queries of callers that it knows.
        (await orthanc.Rest.PutAsJsonAsync("modalities/acsa", new object[] { NodeProcess.AeTitle, "127.0.0.1", 104 }))
            .EnsureSuccessStatusCode();
        var images = Phantoms.Write(folder.Folder("images"), 2, Phantoms.OutlinedSeed);
        await using var node = new NodeProcess(folder.Folder("node"), 0.5, ("orthanc", Orthanc.AeTitle, orthanc.Port));
        await node.StartAsync();
        await node.SendAsync(images[0]);
        await node.UntilAsync("delivered", 1, Limit);
        await RunAsync("backup", folder.Folder("copies"), node);
        await node.SendAsync(images[1]);
        await node.UntilAsync("delivered", 2, Limit);
        var before = await FilesAsync(orthanc);
        await node.KillAsync();

        await RunAsync("restore", Assert.Single(Directory.GetFiles(folder.File("copies"))), node);
        Assert.Equal(1, (await node.StatusAsync())["instances"]!.GetValue<int>());
        await node.StartAsync();
        await node.UntilAsync("delivered", 2, Limit);
        Assert.Equal(before, await FilesAsync(orthanc));
        var study = DicomFile.Open(images[1]).Dataset.GetString(DicomTag.StudyInstanceUID);
        var delivered = (await ShowAsync(node, study))["events"]!.AsArray().Where(row => row!["kind"]!.GetValue<string>() == "delivered")
            .Select(row => row!["detail"]!.GetValue<string>()).ToList();
        Assert.Equal(3, delivered.Count);
        Assert.All(delivered, detail => Assert.Contains("found to hold it", detail, StringComparison.Ordinal));
    }

    static async Task RunAsync(string command, string argument, NodeProcess node)
    {
        var (code, output) = await NodeProcess.AcsaAsync(command, argument, "--config", node.Configuration);
        Assert.True(code == 0, output);
    }

    static async Task<JsonObject> ShowAsync(NodeProcess node, string study)
    {
        var (code, output) = await NodeProcess.AcsaAsync("show", study, "--json", "--config", node.Configuration);
        Assert.True(code == 0, output);
        return JsonNode.Parse(output)!.AsObject();
    }

    static async Task<Dictionary<string, string>> FilesAsync(Orthanc orthanc)
    {
        var files = new Dictionary<string, string>();
        foreach (var id in await orthanc.IdsAsync("instances"))
            files[id] = Convert.ToHexString(SHA256.HashData(await orthanc.FileAsync(id)));
        return files;
    }

    // Phantoms as pictures of one patient's study, which says how many it has.
    static List<(string File, string Uid, string Study)> OneStudy(ScratchFolder folder, int count, int said)
    {
        var sources = Phantoms.Write(folder.Folder("images"), count, Phantoms.OutlinedSeed).Select(file => DicomFile.Open(file).Dataset)
            .ToList();
        var images = new List<(string, string, string)>();
        foreach (var dataset in sources)
        {
            foreach (var tag in new[] { DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.PatientID, DicomTag.PatientName })
                dataset.AddOrUpdate(tag, sources[0].GetString(tag));
            dataset.AddOrUpdate(DicomTag.NumberOfStudyRelatedInstances, $"{said}");
            var file = Path.Combine(folder.File("images"), $"one-{images.Count}.dcm");
            new DicomFile(dataset).Save(file);
            images.Add((file, dataset.GetString(DicomTag.SOPInstanceUID), dataset.GetString(DicomTag.StudyInstanceUID)));
        }

        return images;
    }
}
