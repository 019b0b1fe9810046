using System.Globalization;
using System.Text.Json.Nodes;
using Acsa.Imaging;
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
        Assert.Contains(Texts(second),
            text => text.Contains("on 2025-01-01", StringComparison.Ordinal)
            && text.Contains("the change is 0.0 %", StringComparison.Ordinal));
        var cited = second.GetSequence(DicomTag.PertinentOtherEvidenceSequence).Items[0].GetSequence(DicomTag.ReferencedSeriesSequence)
            .Items[0]
            .GetSequence(DicomTag.ReferencedSOPSequence).Items[0];
        Assert.Equal(first.GetString(DicomTag.SOPInstanceUID), cited.GetString(DicomTag.ReferencedSOPInstanceUID));

        await Send(node, folder, "20251101", data => data.AddOrUpdate(DicomTag.ManufacturerModelName, "Another"), 3);
        Assert.Contains(Texts(Report(scp, "20251101")), text =>
            text.Contains("on 2025-06-01", StringComparison.Ordinal) && text.Contains("another device", StringComparison.Ordinal));

        await Send(node, folder, "20251102", data => data.AddOrUpdate(DicomTag.PatientID, "SOMEBODY-ELSE"), 4);
        Assert.DoesNotContain(Texts(Report(scp, "20251102")), text => text.Contains("2025-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_plots_the_earlier_examinations_with_the_same_device()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        await using var node = new NodeProcess(folder.Folder("node"), 0.3,
            configuration => configuration["destinations"]![0]!["send"] = new JsonArray("sr", "pdf"), ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        string[] dates = ["20240110", "20240705", "20241002", "20250120", "20250630"];
        for (var i = 0; i < dates.Length; i++)
            await Send(node, folder, dates[i],
                data => data.AddOrUpdate(DicomTag.PatientID, "SOMEBODY")
                .AddOrUpdate(DicomTag.ManufacturerModelName, i == 1 ? "Another" : "One")
                .Remove(DicomTag.TransducerData, DicomTag.ProcessingFunction), i + 1, i);
        var pages = scp.Files().Select(file => DicomFile.Open(file, FileReadOption.ReadAll).Dataset)
            .Where(data => data.GetString(DicomTag.Modality) == "DOC")
            .ToDictionary(data => data.GetString(DicomTag.StudyDate));
        Assert.DoesNotContain("Area over time", await WordsAsync(folder, pages[dates[0]]), StringComparison.Ordinal);
        var words = await WordsAsync(folder, pages[dates[^1]]);
        Assert.Contains("Area over time, cm²", words, StringComparison.Ordinal);
        Assert.Contains("2024-01-10", words, StringComparison.Ordinal);
        Assert.Contains("2025-06-30", words, StringComparison.Ordinal);
        // A point for each in the colour of the muscle, each with its area, as the reports of those days give it; none of the other
        // device's.
        foreach (var date in dates)
        {
            var area = AreaOf(Report(scp, date));
            Assert.True((date != dates[1]) == words.Contains(FormattableString.Invariant($"{area:0.00} "), StringComparison.Ordinal),
                $"{date} {area}: {words}");
        }
    }

    static async Task<string> WordsAsync(ScratchFolder folder, DicomDataset document)
    {
        var (page, text) = (folder.File("page.pdf"), folder.File("page.txt"));
        var bytes = document.GetDicomItem<DicomElement>(DicomTag.EncapsulatedDocument)!.Buffer.Data;
        await File.WriteAllBytesAsync(page, bytes[..(int)document.GetSingleValue<uint>(DicomTag.EncapsulatedDocumentLength)]);
        await PeerProcess.MustRunAsync("/usr/bin/pdftotext", "-layout", page, text);
        return (await File.ReadAllTextAsync(text)).Replace('\n', ' ');
    }

    static async Task Send(NodeProcess node, ScratchFolder folder, string date, Action<DicomDataset> alter, int studies, int index = 0)
    {
        var recipe = PhantomRecipe.Draw(5, index) with { Frames = 1, Structure = PhantomStructure.VastusLateralis,
            Geometry = PhantomGeometry.Panoramic, Grade = 1, Laterality = Laterality.Left };
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

    static double AreaOf(DicomDataset item)
    {
        var open = new Stack<DicomDataset>([item]);
        while (open.TryPop(out var one))
        {
            if (one.TryGetSequence(DicomTag.ConceptNameCodeSequence, out var codes)
                && codes.Items[0].GetString(DicomTag.CodeValue) == "42798000")
                return double.Parse(one.GetSequence(DicomTag.MeasuredValueSequence).Items[0].GetString(DicomTag.NumericValue),
                    CultureInfo.InvariantCulture);
            if (one.TryGetSequence(DicomTag.ContentSequence, out var content)) foreach (var child in content.Items) open.Push(child);
        }

        throw new InvalidOperationException("The report gives no area.");
    }

    static IEnumerable<string> Texts(DicomDataset item)
    {
        if (item.TryGetString(DicomTag.TextValue, out var text)) yield return text;
        if (!item.TryGetSequence(DicomTag.ContentSequence, out var content)) yield break;
        foreach (var child in content.Items.SelectMany(Texts)) yield return child;
    }
}
