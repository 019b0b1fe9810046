using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests;

/// <summary>Real ultrasound files, and a thigh in every encoding, from DCMTK's storescu through the node to Orthanc and DCMTK's
/// storescp.</summary>
public sealed class RealScannersAndPacsTests
{
    static string[] UltrasoundFiles { get; } = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us"), "*.dcm")
        .Order().ToArray();

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
            folder.Folder("node"), quietSeconds: 2, ("orthanc", Orthanc.AeTitle, orthanc.Port),
            ("archive", StoreScp.AeTitle, archive.Port));
        await node.StartAsync();
        var thighs = await Encodings.WriteAsync(Phantoms.WriteStill(folder, seed: 5), folder.Folder("thighs"));
        string[] files = [.. UltrasoundFiles, .. thighs];

        // storescu re-encodes what it reads; DCMTK's own receiver, writing bit for bit, shows which bytes it puts on the wire.
        foreach (var file in files) await NodeProcess.StoreAsync(file, StoreScp.AeTitle, reference.Port);
        var shares = Enumerable.Range(0, associations).Select(share => files.Where((_, i) => i % associations == share).ToArray());
        await Task.WhenAll(shares.Select(share => node.SendAsync(share)));

        // Several of the files are one object in different encodings under one SOP Instance UID: conflicts, of which every version is kept.
        Assert.Equal(files.Length, Part10.FilesIn(node.Spool).Length);
        Assert.Equal(Part10.DataSetHashes(reference.Folder), Part10.DataSetHashes(node.Spool));

        var studies = files.Select(StudyOf).Distinct().ToArray();
        JsonObject status = [];
        await Until.TrueAsync(
            async () => (status = await node.StatusAsync())["recent"]!.AsArray()
                .Count(study => study!["outcome"] is not null) == studies.Length
                && status["destinations"]!.AsArray().All(destination => destination!["pending"]!.GetValue<int>() == 0),
            TimeSpan.FromMinutes(2), "every study has an outcome and its results are delivered",
            () => status.ToJsonString() + "\n" + node.Output);

        foreach (var study in status["recent"]!.AsArray())
            Assert.True(study!["outcome"]!.GetValue<string>() == "measured" || study["reasons"]!.AsArray().Count > 0,
                $"No reason is given for {study.ToJsonString()}");

        // The thigh's area is the same however it came; JPEG baseline, at quality 95, may move the outline a little.
        var areas = thighs.Select(file => AreaOf(status, StudyOf(file))).ToArray();
        Assert.All(areas, area => Assert.InRange(area / areas[0], 0.99, 1.01));

        // Both archives hold SEG, SR and secondary capture of each, once, under the studies they were derived from.
        var delivered = Part10.FilesIn(archive.Folder).Select(Part10.SopInstanceOf).Order().ToArray();
        Assert.Equal(delivered.Distinct(), delivered);
        Assert.Equal(3 * thighs.Length, delivered.Length);
        Assert.Equal(delivered.Length, (await orthanc.IdsAsync("instances")).Length);
        var inOrthanc = new List<string>();
        foreach (var id in await orthanc.IdsAsync("studies"))
            inOrthanc.Add((await orthanc.TagsAsync("studies", id))["StudyInstanceUID"]!.GetValue<string>());
        Assert.Equal(thighs.Select(StudyOf).Order(), inOrthanc.Order());
    }

    static string StudyOf(string file) => DicomFile.Open(file).Dataset.GetSingleValue<string>(DicomTag.StudyInstanceUID);

    static double AreaOf(JsonObject status, string study) =>
        status["results"]!.AsArray()
            .Single(result => result!["studyInstanceUid"]!.GetValue<string>() == study)!["result"]!["areaCm2"]!.GetValue<double>();
}
