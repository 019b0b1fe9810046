using System.Globalization;
using Acsa.Phantom;

namespace Acsa.EndToEnd.Tests;

/// <summary>What the images of a study say together, through the real program to storescp; the numbers are reckoned again from the images'
/// own reports.</summary>
public sealed class StudyReportTests
{
    const string Area = "42798000", Grey = "110849";
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Three_images_of_two_sides_give_a_report_on_the_study_and_a_readers_edit_replaces_it()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        await using var node = new NodeProcess(
            folder.Folder("node"), 1, configuration => configuration["destinations"]![0]!["rejectSuperseded"] = true,
            ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        // By one call: on a busy machine the time between three may be longer than the quiet time.
        await PeerProcess.MustRunAsync("/usr/bin/storescu", "-xe", "-R", "-aec", NodeProcess.AeTitle, "127.0.0.1", $"{node.Port}",
            Image(folder, 5, 0, "L"), Image(folder, 5, 1, "L"), Image(folder, 5, 2, "R"));
        await Until.TrueAsync(() => Task.FromResult(Of(scp, 710).Count() == 1), Limit, "the report on the study", () => node.Output);
        await node.UntilAllAsync("delivered", Limit);
        var (images, study) = (Of(scp, 702).ToList(), Of(scp, 710).Single());
        Assert.Equal(3, images.Count);
        AssertHolds(study, images);
        Assert.DoesNotContain(scp.Files(), file => DicomFile.Open(file).Dataset.GetString(DicomTag.Modality) == "KO");

        // A reader's outline of a left image: the reader's number counts from then on.
        var edited = Datasets(scp).First(data => data.GetString(DicomTag.Modality) == "SEG"
            && Sources(data).Any(uid => Sources(images.First(report => Side(report) == "L")).Contains(uid)));
        new DicomFile(edited).Save(folder.File("in.dcm"));
        await PeerProcess.MustRunAsync("/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Reader", "edit_segmentation.py"),
            folder.File("in.dcm"), folder.File("out.dcm"), "plain");
        await node.SendAsync(folder.File("out.dcm"));
        await Until.TrueAsync(() => Task.FromResult(Of(scp, 710).Count() == 2), Limit, "the report after the edit", () => node.Output);
        await node.UntilAllAsync("delivered", Limit);
        var second = Of(scp, 710).Single(report => Uid(report) != Uid(study));
        var revised = Of(scp, 702).Single(report => !images.Select(Uid).Contains(Uid(report)));
        AssertHolds(second, [.. images.Where(report => !Sources(report).SequenceEqual(Sources(revised))), revised]);
        Assert.NotEqual(Mean(study, "Vastus lateralis, left", Area), Mean(second, "Vastus lateralis, left", Area));
        Assert.Equal([Uid(study)], Named(second, DicomTag.PredecessorDocumentsSequence));
        Assert.Contains(Datasets(scp).Where(data => data.GetString(DicomTag.Modality) == "KO"),
            note => Named(note, DicomTag.CurrentRequestedProcedureEvidenceSequence).SequenceEqual([Uid(study)]));
        Assert.Contains(Items(second), item => item.TryGetString(DicomTag.TextValue, out var text)
            && text.Contains("1 of 2 images have a reader's outline, to which no interval applies", StringComparison.Ordinal));
        Assert.Contains(Items(revised),
            item => item.TryGetString(DicomTag.TextValue, out var text) && text.Contains("No interval applies", StringComparison.Ordinal));
        Assert.DoesNotContain(Items(revised), item => Name(item) is "AREA-LOW" or "GREY-LOW");
    }

    // Averages, counts, references and the symmetry index, from what the reports on the images say.
    static void AssertHolds(DicomDataset study, IReadOnlyList<DicomDataset> images)
    {
        var sides = images.ToLookup(Side);
        Assert.Equal((2, 1), (sides["L"].Count(), sides["R"].Count()));
        foreach (var (side, label) in new[] { ("L", "Vastus lateralis, left"), ("R", "Vastus lateralis, right") })
        {
            foreach (var concept in new[] { Area, Grey })
                Assert.Equal(sides[side].Average(report => Value(Group(report, label), concept)), Mean(study, label, concept), 9);
            Assert.Equal(sides[side].Count(), Mean(study, label, "IMAGES-COUNTED"));
        }

        var (left, right) = (sides["L"].Average(report => Value(Group(report, "Vastus lateralis, left"), Area)),
            Value(Group(sides["R"].Single(), "Vastus lateralis, right"), Area));
        Assert.Equal(100 * (right - left) / ((right + left) / 2), Mean(study, "Vastus lateralis, right to left", "ASYMMETRY-AREA"), 9);
        var areas = sides["L"].Select(report => Value(Group(report, "Vastus lateralis, left"), Area)).ToList();
        Assert.Equal(Math.Abs(areas[0] - areas[1]) / Math.Sqrt(2), Mean(study, "Vastus lateralis, left", "AREA-REPEAT-SD"), 9);
        Assert.Equal(images.SelectMany(Sources).Concat(images.Select(Uid)).Distinct().Order(),
            Named(study, DicomTag.CurrentRequestedProcedureEvidenceSequence).Order());
    }

    // Of one person and one examination, each another simulated muscle.
    static string Image(ScratchFolder folder, ulong seed, int index, string side)
    {
        var recipe = PhantomRecipe.Draw(seed, index) with
        {
            Frames = 1, Structure = PhantomStructure.VastusLateralis, Geometry = PhantomGeometry.Panoramic, Grade = 1,
            Laterality = side == "L" ? Acsa.Imaging.Laterality.Left : Acsa.Imaging.Laterality.Right,
        };
        var data = PhantomDicomWriter.ToDataset(recipe, [PhantomRenderer.Render(recipe)]);
        var first = PhantomDicomWriter.ToDataset(PhantomRecipe.Draw(seed, 0) with { Frames = 1 },
            [PhantomRenderer.Render(PhantomRecipe.Draw(seed, 0) with { Frames = 1 })]);
        foreach (var tag in new[] { DicomTag.StudyInstanceUID, DicomTag.PatientID, DicomTag.PatientName })
            data.AddOrUpdate(tag, first.GetString(tag));
        var file = folder.File($"{index}.dcm");
        new DicomFile(data).Save(file);
        return file;
    }

    static IEnumerable<DicomDataset> Of(StoreScp scp, int series) =>
        Datasets(scp).Where(data => data.GetSingleValueOrDefault(DicomTag.SeriesNumber, 0) == series);

    // A file that is still being written has no end yet; the next look finds it whole.
    static List<DicomDataset> Datasets(StoreScp scp)
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

    static string Side(DicomDataset report) =>
        Items(report).Any(item => item.GetSingleValueOrDefault(DicomTag.TextValue, "") == "Vastus lateralis, left") ? "L" : "R";

    static double Mean(DicomDataset study, string label, string concept) => Value(Group(study, label), concept);

    static DicomDataset Group(DicomDataset report, string label) => Items(report).Single(item => Name(item) == "125007"
        && Items(item).Any(child => Name(child) == "112039" && child.GetString(DicomTag.TextValue) == label));

    static double Value(DicomDataset group, string concept)
    {
        var value = Items(group).First(item => Name(item) == concept).GetSequence(DicomTag.MeasuredValueSequence).Items[0];
        return value.TryGetSingleValue<double>(DicomTag.FloatingPointValue, out var exact) ? exact
            : double.Parse(value.GetString(DicomTag.NumericValue), CultureInfo.InvariantCulture);
    }

    static string Name(DicomDataset item) => item.TryGetSequence(DicomTag.ConceptNameCodeSequence, out var codes) && codes.Items.Count > 0
        ? codes.Items[0].GetString(DicomTag.CodeValue) : "";

    static string Uid(DicomDataset data) => data.GetString(DicomTag.SOPInstanceUID);

    // The images that a report or a segmentation is about.
    static IReadOnlyList<string> Sources(DicomDataset data) =>
    [
        .. data.TryGetSequence(DicomTag.ReferencedSeriesSequence, out var series)
            ? series.Items.SelectMany(one => one.GetSequence(DicomTag.ReferencedInstanceSequence).Items)
                .Select(one => one.GetString(DicomTag.ReferencedSOPInstanceUID))
            : Items(data).Where(item => item.GetSingleValueOrDefault(DicomTag.ValueType, "") == "IMAGE").SelectMany(References).Distinct(),
    ];

    static IEnumerable<string> References(DicomDataset item) =>
        item.GetSequence(DicomTag.ReferencedSOPSequence).Items.Select(reference => reference.GetString(DicomTag.ReferencedSOPInstanceUID));

    static IEnumerable<string> Named(DicomDataset report, DicomTag sequence) => report.GetSequence(sequence).Items
        .SelectMany(study => study.GetSequence(DicomTag.ReferencedSeriesSequence).Items).SelectMany(References);

    static IEnumerable<DicomDataset> Items(DicomDataset root) => !root.TryGetSequence(DicomTag.ContentSequence, out var content)
        ? [] : content.Items.SelectMany(item => Items(item).Prepend(item));
}
