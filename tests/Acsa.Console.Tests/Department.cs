using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Phantom;

namespace Acsa.WebConsole.Tests;

/// <summary>
/// A node that has been used: one patient's muscle over three months, then a study of both sides and a clip, of which a reader has edited an
/// outline; a PACS that gets what it is told and one that gets what it takes.
/// </summary>
public sealed class Department : IAsyncLifetime
{
    public const string Study = "2.25.471100";
    public const string Patient = "TREND-1";
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    readonly ScratchFolder _folder = new();
    StoreScp _pacs = null!;

    internal ConsoleNode Node { get; private set; } = null!;

    internal string[] Images { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _pacs = await StoreScp.StartAsync(_folder.Folder("pacs"));
        Node = new ConsoleNode(_folder.Folder("node"), configuration =>
        {
            configuration["scanners"] = new JsonArray([.. new[] { "US1", "US2", "VIEWER" }.Select(title => new JsonObject { ["aeTitle"] = title })]);
            configuration["destinations"] = new JsonArray(Destination("pacs", null), Destination("archive", "auto"));
            configuration["audit"] = new JsonObject { ["file"] = true };
        });
        await Node.AddUserAsync("anna", "administrator");
        await Node.AddUserAsync("vera", "viewer");
        await Node.StartAsync();
        using var client = Node.Client("anna");
        var images = _folder.Folder("images");
        // The same picture under a scale a little smaller each month: a muscle that shrinks.
        var right = Still(5, Laterality.Right);
        string[] earlier = [.. Enumerable.Range(1, 3).Select(month => Save(images, right, $"2.25.47110{month}", month, 1))];
        Images = [Save(images, right, Study, 4, 1), Save(images, right, Study, 4, 2), Save(images, Still(5, Laterality.Left), Study, 4, 3),
            Save(images, Clip(), Study, 4, 4)];
        foreach (var month in earlier)
        {
            Assert.True(await Node.SendAsync("US1", month));
            await UntilDeliveredAsync(client, DicomFile.Open(month).Dataset.GetString(DicomTag.StudyInstanceUID));
        }

        Assert.True(await Node.SendAsync("US2", Images));
        await UntilDeliveredAsync(client, Study);
        Assert.False(await Node.SendAsync("STRANGER", Images[0]));
        await EditAsync(client);
        foreach (var action in new[] { "peers/pacs/echo", "peers/pacs/probe", "peers/archive/echo", "models/verify" })
            Assert.True((await client.PostAsync("/api/v1/" + action, null)).IsSuccessStatusCode, action);
    }

    public async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        await _pacs.DisposeAsync();
        _folder.Dispose();
    }

    JsonObject Destination(string name, string? send)
    {
        var to = new JsonObject { ["name"] = name, ["aeTitle"] = StoreScp.AeTitle, ["host"] = "127.0.0.1", ["port"] = _pacs.Port };
        if (send is not null) to["send"] = send;
        return to;
    }

    // As a viewer does: the outline made smaller, stored back to the node.
    async Task EditAsync(HttpClient client)
    {
        var of = DicomFile.Open(Images[0]).Dataset.GetString(DicomTag.SOPInstanceUID);
        var segmentation = _pacs.Files().First(file => DicomFile.Open(file).Dataset is var data
            && data.GetSingleValueOrDefault(DicomTag.Modality, "") == "SEG" && data.TryGetSequence(DicomTag.ReferencedSeriesSequence, out var series)
            && series.Items[0].GetSequence(DicomTag.ReferencedInstanceSequence).Items[0].GetString(DicomTag.ReferencedSOPInstanceUID) == of);
        var edited = _folder.File("edited.dcm");
        await PeerProcess.MustRunAsync("/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "edit_segmentation.py"), segmentation, edited, "plain");
        Assert.True(await Node.SendAsync("VIEWER", edited));
        await Until.TrueAsync(async () => (await StudyAsync(client))["edits"]!.AsArray().Count > 0, Limit, "the edit is measured", () => Node.Output);
        await UntilDeliveredAsync(client, Study);
    }

    internal static async Task<JsonObject> StudyAsync(HttpClient client, string uid = Study) =>
        JsonNode.Parse(await client.GetStringAsync($"/api/v1/studies/{uid}"))!.AsObject();

    async Task UntilDeliveredAsync(HttpClient client, string uid) => await Until.TrueAsync(async () =>
    {
        var answer = await client.GetAsync($"/api/v1/studies/{uid}");
        return answer.IsSuccessStatusCode
            && JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["study"]!["state"]!.GetValue<string>() == "delivered";
    }, Limit, $"{uid} is delivered", () => Node.Output);

    static DicomDataset Still(ulong seed, Laterality side) => Of(PhantomRecipe.Draw(seed, 0) with
    {
        Frames = 1, Structure = PhantomStructure.VastusLateralis, Geometry = PhantomGeometry.Panoramic, Laterality = side,
    });

    static DicomDataset Clip() => Of(PhantomRecipe.Draw(5, 0) with
    {
        Frames = 3, Structure = PhantomStructure.RectusFemoris, Geometry = PhantomGeometry.Linear, ImageWidth = 640, ImageHeight = 480, Laterality = Laterality.Right,
    });

    static DicomDataset Of(PhantomRecipe recipe) =>
        PhantomDicomWriter.ToDataset(recipe, [.. Enumerable.Range(1, recipe.Frames).Select(frame => PhantomRenderer.Render(recipe, frame))]);

    static string Save(string folder, DicomDataset of, string study, int month, int number)
    {
        var dataset = of.Clone();
        dataset.AddOrUpdate(DicomTag.PatientID, Patient).AddOrUpdate(DicomTag.StudyDate, $"2026{month:00}15")
            .AddOrUpdate(DicomTag.StudyInstanceUID, study).AddOrUpdate(DicomTag.SeriesInstanceUID, $"{study}.1")
            .AddOrUpdate(DicomTag.SOPInstanceUID, $"{study}.1.{number}");
        foreach (var region in dataset.GetSequence(DicomTag.SequenceOfUltrasoundRegions).Items)
            foreach (var tag in new[] { DicomTag.PhysicalDeltaX, DicomTag.PhysicalDeltaY })
                region.AddOrUpdate(tag, region.GetSingleValue<double>(tag) * (1 - 0.006 * month));
        var file = Path.Combine(folder, $"month-{month}-{number}.dcm");
        new DicomFile(dataset).Save(file);
        return file;
    }
}
