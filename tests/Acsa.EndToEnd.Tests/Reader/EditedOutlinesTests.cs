using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Acsa.EndToEnd.Tests.Reader;

/// <summary>A reader's edit comes back by C-STORE: pydicom stands for the viewer, storescu sends, storescp is the PACS.</summary>
public sealed class EditedOutlinesTests(ITestOutputHelper output)
{
    const double QuietSeconds = 0.5;
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_edited_outline_comes_back_as_a_new_report_with_the_new_area_and_everything_else_is_kept_and_explained()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        var image = Phantoms.WriteStill(folder.Folder("images"), seed: 5);
        await using var node = new NodeProcess(folder.Folder("node"), QuietSeconds, ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        await node.SendAsync(image);
        await node.UntilAsync("delivered", 1, Limit);
        var (segmentation, report) = (One(scp, "SEG"), One(scp, "SR"));
        var before = (await Entry(node))["areaCm2"]!.GetValue<double>();
        var results = scp.Files().Length;

        foreach (var (style, words) in new[]
        {
            ("same-uid", "needs a UID of its own"), ("unchanged", "unchanged"),
            ("foreign", "none of this node's outlines"), ("automatic", "a program made it"), ("other-study", "Patient ID"),
        })
        {
            await Send(node, folder, segmentation, style);
            await Until.TrueAsync(async () => (await Reasons(node)).Any(reason => reason.Contains(words, StringComparison.Ordinal)), Limit,
                $"{style}: {words}", () => node.Output);
            Assert.Equal(before, (await Entry(node))["areaCm2"]!.GetValue<double>());
            Assert.Equal(results, scp.Files().Length);
        }

        Assert.Empty((await Edits(node))["edits"]!.AsArray());
        var pixels = await Send(node, folder, segmentation, "plain");
        await Until.TrueAsync(() => Task.FromResult(scp.Files().Length == 2 * results), Limit, "results of the edit", () => node.Output);
        var entry = await Entry(node);
        Assert.Equal(pixels * PixelArea(entry), entry["areaCm2"]!.GetValue<double>(), 1e-9);

        var revised = Datasets(scp, "SR").Single(data => data.GetString(DicomTag.SOPInstanceUID) != report.GetString(DicomTag.SOPInstanceUID));
        var predecessor = revised.GetSequence(DicomTag.PredecessorDocumentsSequence).Items[0].GetSequence(DicomTag.ReferencedSeriesSequence).Items[0]
            .GetSequence(DicomTag.ReferencedSOPSequence).Items.Single();
        Assert.Equal(report.GetString(DicomTag.SOPInstanceUID), predecessor.GetString(DicomTag.ReferencedSOPInstanceUID));
        var persons = Items(revised).Where(item => item.GetSingleValueOrDefault(DicomTag.ValueType, "") == "PNAME").ToList();
        Assert.Equal("Reader^Rita", Assert.Single(persons).GetString(DicomTag.PersonName));
        Assert.Contains(Items(revised), item => item.TryGetString(DicomTag.TextValue, out var text) && text.Contains("reader's edit", StringComparison.Ordinal));
        Assert.Contains(Datasets(scp, "SEG"), data =>
            data.GetSequence(DicomTag.SegmentSequence).Items[0].GetString(DicomTag.SegmentAlgorithmType) == "SEMIAUTOMATIC");

        var edit = Assert.Single((await Edits(node))["edits"]!.AsArray())!;
        Assert.Equal(before, edit["areaCm2Before"]!.GetValue<double>(), 1e-9);
        Assert.Equal(entry["areaCm2"]!.GetValue<double>(), edit["areaCm2After"]!.GetValue<double>(), 1e-9);
        Assert.InRange(edit["dice"]!.GetValue<double>(), 0.5, 0.999);

        // As the most common browser viewer writes it: no Tracking UID, fractional run-length frames, the description of the loaded segment.
        await Send(node, folder, segmentation, "ohif");
        await Until.TrueAsync(async () => (await Edits(node))["edits"]!.AsArray().Count == 1 && (await Reasons(node)).Count(reason =>
            reason.Contains("unchanged", StringComparison.Ordinal)) == 1, Limit, "the same edit from another viewer", () => node.Output);
    }

    [Fact]
    public async Task An_edit_of_a_viewer_that_drops_tracking_is_known_by_its_label_and_measured_soon_after_the_quiet_time()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        var image = Phantoms.WriteStill(folder.Folder("images"), seed: 6);
        await using var node = new NodeProcess(folder.Folder("node"), QuietSeconds, ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        await node.SendAsync(image);
        await node.UntilAsync("delivered", 1, Limit);
        var before = scp.Files().Length;
        await Send(node, folder, One(scp, "SEG"), "came-back");
        await Until.TrueAsync(async () => (await Reasons(node)).Any(reason => reason.Contains("result of this node", StringComparison.Ordinal)), Limit,
            "the node knows its own result", () => node.Output);

        var pixels = await Send(node, folder, One(scp, "SEG"), "ohif");
        var watch = Stopwatch.StartNew();
        await Until.TrueAsync(() => Task.FromResult(scp.Files().Length == 2 * before), Limit, "results of the edit", () => node.Output);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, QuietSeconds + 10); // Measured: 1 s after the quiet time; a busy machine may take longer.
        output.WriteLine($"the edit's results came {watch.Elapsed.TotalSeconds - QuietSeconds:0.00} s after the quiet time");

        var entry = await Entry(node);
        Assert.Equal(pixels * PixelArea(entry), entry["areaCm2"]!.GetValue<double>(), 1e-9);
        Assert.Equal("label", Assert.Single((await Edits(node))["edits"]!.AsArray())!["recognisedBy"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_OHIF_stored_is_measured_pixel_by_pixel_on_a_still_and_on_the_frames_of_a_clip()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        // The phantoms that were on OHIF's screen (tests/data/reader-edits).
        var images = Phantoms.Write(folder.Folder("images"), count: 2, seed: 5);
        await using var node = new NodeProcess(folder.Folder("node"), QuietSeconds, ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        // The clip's edit comes before the clip.
        await Store(node, "clip");
        await node.SendAsync(images);
        await node.UntilAsync("delivered", 2, Limit);
        await Store(node, "still");
        await Until.TrueAsync(
            async () => (await Edits(node))["edits"]!.AsArray().Select(edit => edit!["sopInstanceUid"]!.GetValue<string>()).Distinct().Count() == 2,
            Limit, "edits of both images", () => node.Output);
        await node.UntilAllAsync("delivered", Limit);
        Assert.Equal(2, Datasets(scp, "SR").Count(report =>
            report.GetString(DicomTag.SeriesDescription) == "ACSA measurements, edited (research use only)"));

        var edits = (await Edits(node))["edits"]!.AsArray().Where(edit => edit!["frame"]!.GetValue<int>() == 1).ToDictionary(
            edit => edit!["sopInstanceUid"]!.GetValue<string>(), edit => edit!);
        foreach (var (image, pixels) in new[] { (images[0], 36663), (images[1], 47682) })
        {
            var data = DicomFile.Open(image).Dataset;
            var region = data.GetSequence(DicomTag.SequenceOfUltrasoundRegions).Items[0];
            var perPixel = region.GetSingleValue<double>(DicomTag.PhysicalDeltaX) * region.GetSingleValue<double>(DicomTag.PhysicalDeltaY);
            var edit = edits[data.GetString(DicomTag.SOPInstanceUID)];
            Assert.Equal(pixels * perPixel, edit["areaCm2After"]!.GetValue<double>(), 1e-9);
            Assert.Equal("label", edit["recognisedBy"]!.GetValue<string>());
        }
    }

    // DCMTK's storescu knows no Label Map Segmentation.
    static async Task Store(NodeProcess node, string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "data", "reader-edits", $"ohif-3.13.2-{name}.dcm");
        var (code, text) = await NodeProcess.AcsaAsync("send", $"{NodeProcess.AeTitle}@127.0.0.1:{node.Port}", file);
        Assert.True(code == 0, text);
    }

    static async Task<long> Send(NodeProcess node, ScratchFolder folder, DicomDataset segmentation, string style)
    {
        var (from, to) = (folder.File($"{style}-in.dcm"), folder.File($"{style}.dcm"));
        new DicomFile(segmentation).Save(from);
        var printed = await PeerProcess.MustRunAsync(
            "/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Reader", "edit_segmentation.py"), from, to, style);
        await node.SendAsync(to);
        return long.Parse(printed.Trim(), CultureInfo.InvariantCulture);
    }

    static async Task<JsonObject> Entry(NodeProcess node) => (await node.StatusAsync())["results"]![0]!["result"]!.AsObject();

    static double PixelArea(JsonObject entry) =>
        entry["calibration"]!["deltaXcm"]!.GetValue<double>() * entry["calibration"]!["deltaYcm"]!.GetValue<double>();

    static async Task<IReadOnlyList<string>> Reasons(NodeProcess node) =>
        [.. (await node.StatusAsync())["recent"]![0]!["reasons"]!.AsArray().Select(reason => reason!.GetValue<string>())];

    static async Task<JsonObject> Edits(NodeProcess node)
    {
        var (code, text) = await NodeProcess.AcsaAsync("edits", "--json", "--config", node.Configuration);
        Assert.True(code == 0, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    static DicomDataset One(StoreScp scp, string modality) => Datasets(scp, modality).Single();

    static IEnumerable<DicomDataset> Datasets(StoreScp scp, string modality) =>
        scp.Files().Select(file => DicomFile.Open(file).Dataset).Where(data => data.GetString(DicomTag.Modality) == modality);

    static IEnumerable<DicomDataset> Items(DicomDataset item)
    {
        yield return item;
        if (!item.TryGetSequence(DicomTag.ContentSequence, out var content)) yield break;
        foreach (var child in content.Items.SelectMany(Items)) yield return child;
    }
}
