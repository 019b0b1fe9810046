using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests;

/// <summary>Real ultrasound files in every encoding at hand, from DCMTK's storescu through the node to Orthanc and DCMTK's storescp.</summary>
public sealed class RealScannersAndPacsTests
{
    static string[] UltrasoundFiles { get; } = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us"), "*.dcm").Order().ToArray();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Every_encoding_is_kept_byte_for_byte_and_analysed_or_refused_with_a_reason(int associations)
    {
        using var folder = new ScratchFolder();
        await using var reference = await StoreScp.StartAsync(folder.Folder("reference"));
        await using var archive = await StoreScp.StartAsync(folder.Folder("archive"));
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await using var node = new NodeProcess(
            folder.Folder("node"), quietSeconds: 2, ("orthanc", Orthanc.AeTitle, orthanc.Port), ("archive", StoreScp.AeTitle, archive.Port));
        await node.StartAsync();
        // None of the real files shows a muscle; a phantom among them has something to be delivered.
        string[] files = [.. UltrasoundFiles, .. Phantoms.Write(folder.Folder("phantom"), 1, seed: 3)];

        // storescu re-encodes what it reads; DCMTK's own receiver, writing bit for bit, shows which bytes it puts on the wire.
        foreach (var file in files)
            await PeerProcess.MustRunAsync(
                "/usr/bin/storescu", [NodeProcess.ProposalFor(file), "-R", "-aec", StoreScp.AeTitle, "127.0.0.1", $"{reference.Port}", file]);
        var shares = Enumerable.Range(0, associations).Select(share => files.Where((_, i) => i % associations == share).ToArray());
        await Task.WhenAll(shares.Select(share => node.SendAsync(share)));

        // Several of the files are one object in different encodings under one SOP Instance UID: conflicts, of which every version is kept.
        Assert.Equal(files.Length, Part10.FilesIn(node.Spool).Length);
        Assert.Equal(Part10.DataSetHashes(reference.Folder), Part10.DataSetHashes(node.Spool));

        var studies = files.Select(file => DicomFile.Open(file).Dataset.GetSingleValue<string>(DicomTag.StudyInstanceUID)).Distinct().ToArray();
        JsonObject status = [];
        await Until.TrueAsync(
            async () => (status = await node.StatusAsync())["recent"]!.AsArray().Count(study => study!["outcome"] is not null) == studies.Length
                && status["destinations"]!.AsArray().Count == 2
                && status["destinations"]!.AsArray().All(destination => destination!["pending"]!.GetValue<int>() == 0),
            TimeSpan.FromMinutes(2), "every study has an outcome and its results are delivered", () => status.ToJsonString() + "\n" + node.Output);

        foreach (var study in status["recent"]!.AsArray())
        {
            if (study!["outcome"]!.GetValue<string>() != "measured")
                Assert.True(study["reasons"]!.AsArray().Count > 0 || ReasonsOfResults(status, study).Any(), $"No reason is given for {study.ToJsonString()}");
        }

        // Both archives hold the same results, each once, under the studies they were derived from.
        var delivered = Part10.FilesIn(archive.Folder).Select(Part10.SopInstanceOf).Order().ToArray();
        Assert.NotEmpty(delivered);
        Assert.Equal(delivered.Distinct(), delivered);
        Assert.Equal(delivered.Length, (await orthanc.IdsAsync("instances")).Length);
        foreach (var id in await orthanc.IdsAsync("studies"))
            Assert.Contains((await orthanc.TagsAsync("studies", id))["StudyInstanceUID"]!.GetValue<string>(), studies);
    }

    static IEnumerable<string> ReasonsOfResults(JsonObject status, JsonNode study) =>
        from result in status["results"]!.AsArray()
        where result!["studyInstanceUid"]!.GetValue<string>() == study["studyInstanceUid"]!.GetValue<string>()
        from reason in result!["result"]!["reasons"]!.AsArray()
        select reason!.GetValue<string>();
}
