using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests;

/// <summary>Results that replace results, at two archives that get segmentations in different profiles.</summary>
public sealed class SupersedingTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Going_from_one_configuration_to_another_and_back_leaves_each_archive_with_what_was_analysed_last()
    {
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        var image = Phantoms.Write(folder.Folder("images"), 1, Phantoms.OutlinedSeed)[0];
        var source = DicomFile.Open(image).Dataset;
        await using var node = new NodeProcess(folder.Folder("node"), 0.5, configuration =>
        {
            foreach (var destination in configuration["destinations"]!.AsArray())
            {
                destination!["rejectSuperseded"] = true;
                destination["sr"] = new JsonObject { ["outline"] = "segment" };
                destination["send"] = new JsonArray("seg", "sr");
            }
            configuration["destinations"]![1]!["seg"] = new JsonObject { ["profile"] = "strict" };
        }, ("orthanc", Orthanc.AeTitle, orthanc.Port), ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        await node.SendAsync(image);
        await node.UntilAsync("delivered", 1, Limit);
        Func<Task<List<DicomDataset>>>[] archives = [() => HeldAsync(orthanc), () => Task.FromResult(Held(scp))];
        var first = new List<List<DicomDataset>>();
        foreach (var archive in archives)
        {
            var held = await archive();
            Assert.Equal(["SEG", "SR"], held.Select(Modality).Order());
            AssertReferencesHeld(held, source);
            first.Add(held);
        }
        // Nothing is in both: each got its own forms.
        Assert.Empty(first[0].Select(Uid).Intersect(first[1].Select(Uid)));

        var second = await AnalyseAgainAsync(1, squarePixels: true);
        var third = await AnalyseAgainAsync(2, squarePixels: false);
        for (var i = 0; i < archives.Length; i++)
        {
            AssertRejected(Notes(second[i]).Single(), first[i]);
            var news = third[i].ExceptBy(second[i].Select(Uid), Uid).ToList();
            AssertRejected(Notes(news).Single(), second[i].ExceptBy(first[i].Select(Uid), Uid).Where(held => Modality(held) != "KO"));
            // What a reader is left with: the third run's, with the first run's numbers.
            var rejected = Notes(third[i]).SelectMany(Rejected).ToHashSet();
            var valid = third[i].Where(held => Modality(held) != "KO" && !rejected.Contains(Uid(held))).ToList();
            Assert.Equal(news.Where(held => Modality(held) != "KO").Select(Uid).Order(), valid.Select(Uid).Order());
            Assert.Equal(["SEG", "SR"], valid.Select(Modality).Order());
            Assert.Equal(Numbers(first[i].Single(held => Modality(held) == "SR")), Numbers(valid.Single(held => Modality(held) == "SR")));
            AssertReferencesHeld(third[i], source);
        }

        async Task<List<DicomDataset>[]> AnalyseAgainAsync(int notes, bool squarePixels)
        {
            await node.KillAsync();
            // As retention would: what is replaced is known by the ledger.
            foreach (var file in Directory.GetFiles(Path.Combine(folder.File("node"), "data", "results"), "*.dcm",
                SearchOption.AllDirectories))
                File.Delete(file);
            var configuration = JsonNode.Parse(await File.ReadAllTextAsync(node.Configuration))!;
            configuration["calibration"] = new JsonObject { ["squarePixels"] = squarePixels };
            await File.WriteAllTextAsync(node.Configuration, configuration.ToJsonString());
            await node.StartAsync();
            var (code, output) = await NodeProcess.AcsaAsync(
                "retry", source.GetString(DicomTag.StudyInstanceUID), "--reanalyse", "--config", node.Configuration);
            Assert.True(code == 0, output);
            foreach (var archive in archives)
                await Until.TrueAsync(async () => Notes(await archive()).Count() == notes, Limit, $"{notes} rejection notes",
                    () => node.Output);
            await node.UntilAsync("delivered", 1, Limit);
            return [.. await Task.WhenAll(archives.Select(archive => archive()))];
        }
    }

    static async Task<List<DicomDataset>> HeldAsync(Orthanc orthanc)
    {
        var held = new List<DicomDataset>();
        foreach (var id in await orthanc.IdsAsync("instances"))
            held.Add(DicomFile.Open(new MemoryStream(await orthanc.FileAsync(id)), FileReadOption.ReadAll).Dataset);
        return held;
    }

    // A file that is still being written has no end yet; the next look finds it whole.
    static List<DicomDataset> Held(StoreScp scp)
    {
        try
        {
            return [.. scp.Files().Select(file => DicomFile.Open(file, FileReadOption.ReadAll).Dataset)];
        }
        catch (Exception error) when (error is IOException or DicomFileException or DicomDataException)
        {
            return [];
        }
    }

    static IEnumerable<DicomDataset> Notes(IEnumerable<DicomDataset> held) => held.Where(dataset => Modality(dataset) == "KO");

    static string Modality(DicomDataset dataset) => dataset.GetString(DicomTag.Modality);

    static string Uid(DicomDataset dataset) => dataset.GetString(DicomTag.SOPInstanceUID);

    static void AssertRejected(DicomDataset note, IEnumerable<DicomDataset> earlier) =>
        Assert.Equal(earlier.Select(Uid).Order(), Rejected(note).Order());

    static void AssertReferencesHeld(List<DicomDataset> held, DicomDataset source)
    {
        var there = held.Select(Uid).Append(Uid(source)).ToHashSet();
        foreach (var report in held.Where(dataset => Modality(dataset) == "SR"))
        {
            var named = Items(report).SelectMany(References).Distinct().ToList();
            Assert.Equal(2, named.Count);
            Assert.All(named, uid => Assert.Contains(uid, there));
        }
    }

    static IEnumerable<string> Rejected(DicomDataset note) => Items(note).SelectMany(References).Distinct();

    static List<string> Numbers(DicomDataset report) => [.. Items(report)
        .Where(item => item.GetSingleValueOrDefault(DicomTag.ValueType, "") == "NUM")
        .Select(item => item.GetSequence(DicomTag.MeasuredValueSequence).Items[0].GetString(DicomTag.NumericValue))];

    static IEnumerable<DicomDataset> Items(DicomDataset root) => !root.TryGetSequence(DicomTag.ContentSequence, out var content)
        ? [] : content.Items.SelectMany(item => Items(item).Prepend(item));

    static IEnumerable<string> References(DicomDataset item) => !item.TryGetSequence(DicomTag.ReferencedSOPSequence, out var references)
        ? [] : references.Items.Select(reference => reference.GetString(DicomTag.ReferencedSOPInstanceUID));
}
