using Acsa.Phantom;

namespace Acsa.EndToEnd.Tests.Reader;

/// <summary>Studies of one person, one after the other, through the real program.</summary>
public sealed class PriorTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_report_cites_the_study_before_and_gives_the_change_unless_the_device_differs()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        await using var node = new NodeProcess(folder.Folder("node"), 0.3, ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        await Send(node, folder, "20250101", _ => { }, 1);
        var first = Report(scp, "20250101");
        Assert.DoesNotContain(Texts(first), text => text.Contains("2025-", StringComparison.Ordinal));

        await Send(node, folder, "20250601", _ => { }, 2);
        var second = Report(scp, "20250601");
        Assert.Contains(Texts(second), text => text.Contains("on 2025-01-01", StringComparison.Ordinal) && text.Contains("the change is 0.0 %", StringComparison.Ordinal));
        var cited = second.GetSequence(DicomTag.PertinentOtherEvidenceSequence).Items[0].GetSequence(DicomTag.ReferencedSeriesSequence).Items[0]
            .GetSequence(DicomTag.ReferencedSOPSequence).Items[0];
        Assert.Equal(first.GetString(DicomTag.SOPInstanceUID), cited.GetString(DicomTag.ReferencedSOPInstanceUID));

        await Send(node, folder, "20251101", data => data.AddOrUpdate(DicomTag.ManufacturerModelName, "Another"), 3);
        Assert.Contains(Texts(Report(scp, "20251101")), text =>
            text.Contains("on 2025-06-01", StringComparison.Ordinal) && text.Contains("another device", StringComparison.Ordinal));

        await Send(node, folder, "20251102", data => data.AddOrUpdate(DicomTag.PatientID, "SOMEBODY-ELSE"), 4);
        Assert.DoesNotContain(Texts(Report(scp, "20251102")), text => text.Contains("2025-", StringComparison.Ordinal));
    }

    static async Task Send(NodeProcess node, ScratchFolder folder, string date, Action<DicomDataset> alter, int studies)
    {
        var recipe = PhantomRecipe.Draw(5, 0) with { Frames = 1, Structure = PhantomStructure.VastusLateralis, Geometry = PhantomGeometry.Panoramic };
        var data = PhantomDicomWriter.ToDataset(recipe, [PhantomRenderer.Render(recipe)]);
        data.AddOrUpdate(DicomTag.StudyDate, date);
        foreach (var tag in new[] { DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.SOPInstanceUID })
            data.AddOrUpdate(tag, $"{data.GetString(tag)}.{date}"[..Math.Min(64, data.GetString(tag).Length + 9)]);
        alter(data);
        var file = folder.File($"{date}.dcm");
        new DicomFile(data).Save(file);
        await node.SendAsync(file);
        await node.UntilAsync("delivered", studies, Limit);
    }

    static DicomDataset Report(StoreScp scp, string date) => scp.Files().Select(file => DicomFile.Open(file).Dataset)
        .Single(data => data.GetString(DicomTag.Modality) == "SR" && data.GetString(DicomTag.StudyDate) == date);

    static IEnumerable<string> Texts(DicomDataset item)
    {
        if (item.TryGetString(DicomTag.TextValue, out var text)) yield return text;
        if (!item.TryGetSequence(DicomTag.ContentSequence, out var content)) yield break;
        foreach (var child in content.Items.SelectMany(Texts)) yield return child;
    }
}
