using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;
using static Acsa.Worker.Tests.Reader.EditBench;

namespace Acsa.Worker.Tests.Reader;

/// <summary>What an edit says of outlines: those it changes, leaves, empties, leaves out and adds.</summary>
public sealed class EditedOutlineTests : IDisposable
{
    const string Rectus = "rectus-femoris", Vastus = "vastus-lateralis";
    const string RectusLabel = "Rectus femoris, left", VastusLabel = "Vastus lateralis, left";

    static readonly Mask Upper = Box(200, 150, 100, 60), Lower = Box(330, 240, 120, 70);
    static readonly Mask UpperEdited = Box(200, 150, 110, 60), LowerEdited = Box(330, 240, 120, 80), Nothing = new(Width, Height);

    readonly EditBench _bench = new();

    [Fact]
    public async Task In_a_clip_each_frame_is_what_the_reader_left_of_it_and_a_frame_without_outline_has_no_number()
    {
        await Analysed(frames: 3, (1, Rectus, Upper), (2, Rectus, Upper), (3, Rectus, Upper));
        var before = await _bench.EntriesAsync();
        // Frame 1 as it was, frame 2 edited, frame 3 taken away: viewers leave empty frames out.
        await _bench.RunAsync(Edit("1.2.99.2", (RectusLabel, null, new() { [1] = Upper, [2] = UpperEdited })));

        var after = await _bench.EntriesAsync();
        Assert.Equal([1, 2, 3], after.Select(entry => entry.Frame!.Value));
        Assert.Equal(before[0].AreaCm2, after[0].AreaCm2);
        Assert.False(after[0].IsEdited);
        Assert.Equal(before[1].AreaCm2!.Value * UpperEdited.CountInside() / Upper.CountInside(), after[1].AreaCm2!.Value, 1e-9);
        Assert.Contains("a reader's edit", after[1].Reasons[0], StringComparison.Ordinal);
        Assert.Equal(("refused", null, null), (after[2].Status, after[2].AreaCm2, after[2].Echogenicity));
        Assert.Contains("A reader took the outline away", after[2].Reasons[0], StringComparison.Ordinal);
        var edits = await _bench.EditsAsync();
        Assert.Equal([(2, false), (3, true)], edits.Select(edit => (edit.Frame, edit.IsEmptied)));
        Assert.Null(edits[1].AreaCm2After);

        // An edit of the edit: frame 3 drawn again, the others as they stand. Only what is new counts as an edit.
        await _bench.RunAsync(Edit("1.2.99.3", (RectusLabel, null, new() { [1] = Upper, [2] = UpperEdited, [3] = LowerEdited })));
        var again = await _bench.EntriesAsync();
        Assert.Equal(after[1].AreaCm2, again[1].AreaCm2);
        Assert.Equal(after[1].Reasons, again[1].Reasons);
        Assert.NotNull(again[2].AreaCm2);
        Assert.Equal([2, 3, 3], (await _bench.EditsAsync()).Select(edit => edit.Frame));
    }

    // 200 frames of a picture as large as is read would take 30 GB.
    [Theory]
    [InlineData(200, 1280, 1024, true)]
    [InlineData(201, 640, 480, false)]
    [InlineData(8, 8000, 5000, false)]
    [InlineData(1, 8000, 5000, true)]
    public void Frames_of_an_edit_are_measured_as_far_as_they_fit_into_memory_together(int frames, int width, int height, bool isMeasured) =>
        Assert.Equal(isMeasured, SegmentReader.TooMuch(frames, width, height) is null);

    [Fact]
    public async Task A_frame_that_the_model_was_not_asked_about_is_measured_where_a_reader_outlines_it()
    {
        await Analysed(frames: 3, (1, Rectus, Upper), (3, Rectus, Upper));
        await _bench.RunAsync(Edit("1.2.99.2", (RectusLabel, null, new() { [1] = Upper, [2] = UpperEdited, [3] = Upper })));
        var entries = await _bench.EntriesAsync();
        Assert.Equal([false, true, false], entries.Select(entry => entry.IsEdited));
        Assert.NotNull(entries[1].AreaCm2);
        Assert.Contains("there was none of the model's", entries[1].Reasons[0], StringComparison.Ordinal);
        Assert.Empty(await _bench.EditsAsync()); // Nothing of the model's to compare with.
    }

    [Fact]
    public async Task Of_two_muscles_the_one_that_was_changed_is_an_edit_and_the_one_that_came_back_as_it_was_is_the_models()
    {
        await Analysed(frames: 1, (1, Rectus, Upper), (1, Vastus, Lower));
        var before = await _bench.EntriesAsync();
        await _bench.RunAsync(
            Edit("1.2.99.2", (VastusLabel, null, new() { [1] = Lower }), (RectusLabel, null, new() { [1] = UpperEdited })));
        var after = await _bench.EntriesAsync();
        Assert.Equal([true, false], after.Select(entry => entry.IsEdited));
        Assert.Equal((before[1].AreaCm2, before[1].Status), (after[1].AreaCm2, after[1].Status));
        Assert.Equal(["SEMIAUTOMATIC", "AUTOMATIC"], Types((await _bench.ResultsAsync("seg"))[^1]));
    }

    [Fact]
    public async Task An_outline_that_did_not_come_back_stands_for_review_until_it_comes_back()
    {
        await Analysed(frames: 1, (1, Rectus, Upper), (1, Vastus, Lower));
        var before = await _bench.EntriesAsync();
        await _bench.RunAsync(Edit("1.2.99.2", (RectusLabel, null, new() { [1] = UpperEdited })));
        var after = await _bench.EntriesAsync();
        Assert.Equal((before[1].AreaCm2, "review", false), (after[1].AreaCm2, after[1].Status, after[1].IsEdited));
        Assert.Contains(after[1].Reasons, reason => reason.Contains("does not hold this outline", StringComparison.Ordinal));

        await _bench.RunAsync(Edit("1.2.99.3", (RectusLabel, null, new() { [1] = Upper }), (VastusLabel, null, new() { [1] = Lower })));
        var back = await _bench.EntriesAsync();
        Assert.Equal(before.Select(entry => (entry.AreaCm2, entry.Status, false)),
            back.Select(entry => (entry.AreaCm2, entry.Status, entry.IsEdited)));
    }

    [Fact]
    public async Task What_the_model_doubted_about_an_outline_that_nobody_changed_outlasts_any_number_of_edits_of_another()
    {
        _bench.Model.Says = finding => finding.Structure == Rectus ? Doubted(finding) : finding;
        await Analysed(frames: 1, (1, Rectus, Upper), (1, Vastus, Lower));
        var before = (await _bench.EntriesAsync())[0];
        await _bench.RunAsync(Edit("1.2.99.2", (VastusLabel, null, new() { [1] = LowerEdited })));
        var leftOut = (await _bench.EntriesAsync())[0];
        Assert.Equal("review", leftOut.Status);
        Assert.Contains(EditStage.LeftOut, leftOut.Reasons);
        Assert.Contains(Uncertain, leftOut.Reasons);

        await _bench.RunAsync(
            Edit("1.2.99.3", (RectusLabel, null, new() { [1] = Upper }), (VastusLabel, null, new() { [1] = Box(330, 240, 120, 90) })));
        AssertStands(before, (await _bench.EntriesAsync())[0]);
    }

    [Fact]
    public async Task What_the_model_doubted_about_its_outline_holds_again_when_a_readers_edit_of_it_is_taken_back()
    {
        _bench.Model.Says = Doubted;
        await Analysed(frames: 1, (1, Rectus, Upper));
        var before = Assert.Single(await _bench.EntriesAsync());
        foreach (var (uid, mask) in new[] { ("1.2.99.2", UpperEdited), ("1.2.99.3", Lower), ("1.2.99.4", Nothing) })
        {
            await _bench.RunAsync(Edit(uid, (RectusLabel, null, new() { [1] = mask })));
            var edited = Assert.Single(await _bench.EntriesAsync());
            Assert.Equal((true, null, null, null), (edited.IsEdited, edited.AreaInterval(), edited.Doubt, edited.SubcutaneousFat));
            Assert.DoesNotContain(Uncertain, edited.Reasons);
        }

        await _bench.RunAsync(Edit("1.2.99.5", (RectusLabel, null, new() { [1] = Upper })));
        AssertStands(before, Assert.Single(await _bench.EntriesAsync()));
    }

    [Fact]
    public async Task A_muscle_that_a_reader_took_away_has_no_number_and_no_segment_and_may_be_drawn_again()
    {
        await Analysed(frames: 1, (1, Rectus, Upper), (1, Vastus, Lower));
        await _bench.RunAsync(Edit("1.2.99.2", (RectusLabel, null, new() { [1] = Nothing }), (VastusLabel, null, new() { [1] = Lower })));
        var taken = (await _bench.EntriesAsync()).Single(entry => entry.Structure == Rectus);
        Assert.Equal(("refused", null, null, true), (taken.Status, taken.AreaCm2, taken.Echogenicity, taken.IsEdited));
        Assert.Equal([VastusLabel], Labels((await _bench.ResultsAsync("seg"))[^1]));

        await _bench.RunAsync(
            Edit("1.2.99.3", ("Renamed", Tracking(Rectus), new() { [1] = UpperEdited }), (VastusLabel, null, new() { [1] = Lower })));
        Assert.NotNull((await _bench.EntriesAsync()).Single(entry => entry.Structure == Rectus).AreaCm2);
        Assert.Equal([RectusLabel, VastusLabel], Labels((await _bench.ResultsAsync("seg"))[^1]).Order());
    }

    [Fact]
    public async Task Where_nothing_is_left_the_report_says_so_and_the_same_outline_is_an_edit_again()
    {
        await Analysed(frames: 1, (1, Rectus, Upper));
        await _bench.RunAsync(Edit("1.2.99.2", (RectusLabel, null, new() { [1] = Nothing })));
        Assert.Null(Assert.Single(await _bench.EntriesAsync()).AreaCm2);
        Assert.Equal((1, 2), ((await _bench.ResultsAsync("seg")).Count, (await _bench.ResultsAsync("sr")).Count));
        await _bench.RunAsync(Edit("1.2.99.3", (RectusLabel, null, new() { [1] = Upper })));
        Assert.NotNull(Assert.Single(await _bench.EntriesAsync()).AreaCm2);
    }

    [Fact]
    public async Task Of_two_outlines_of_one_muscle_the_second_keeps_its_identity_when_the_first_is_taken_away()
    {
        await Analysed(frames: 1, (1, Rectus, Upper), (1, Rectus, Lower));
        await _bench.RunAsync(
            Edit("1.2.99.2", ("a", Tracking(Rectus, 0), new() { [1] = Nothing }), ("b", Tracking(Rectus, 1), new() { [1] = Lower })));
        Assert.Equal([Tracking(Rectus, 1)], (await _bench.ResultsAsync("seg"))[^1].GetSequence(DicomTag.SegmentSequence).Items
            .Select(item => item.GetString(DicomTag.TrackingUID)));
        // Both bear one label: without a Tracking UID nobody can tell which is meant.
        await _bench.RunAsync(Edit("1.2.99.3", (RectusLabel, null, new() { [1] = LowerEdited })));
        Assert.Contains("none of this node's outlines", await _bench.ReasonsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_that_a_reader_adds_is_not_measured_and_said_to_be_none_of_the_nodes()
    {
        await Analysed(frames: 1, (1, Rectus, Upper));
        await _bench.RunAsync(
            Edit("1.2.99.2", (RectusLabel, null, new() { [1] = UpperEdited }), ("Segment 2", null, new() { [1] = Lower })));
        Assert.True(Assert.Single(await _bench.EntriesAsync()).IsEdited);
        Assert.Contains("Segment 2 is none of this node's outlines", await _bench.ReasonsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_edit_sent_again_changes_nothing_and_the_models_own_outline_takes_an_edit_back()
    {
        await Analysed(frames: 1, (1, Rectus, Upper));
        var before = Assert.Single(await _bench.EntriesAsync());
        var edit = Edit("1.2.99.2", (RectusLabel, null, new() { [1] = UpperEdited }));
        await _bench.RunAsync(edit);
        var results = (await _bench.ResultsAsync("sr")).Count;
        await _bench.RunAsync(edit);
        await _bench.RunAsync(Edit("1.2.99.3", (RectusLabel, null, new() { [1] = UpperEdited })));
        Assert.Equal((results, 1), ((await _bench.ResultsAsync("sr")).Count, (await _bench.EditsAsync()).Count));
        Assert.Contains("unchanged", await _bench.ReasonsAsync(), StringComparison.Ordinal);

        await _bench.RunAsync(Edit("1.2.99.4", (RectusLabel, null, new() { [1] = Upper })));
        var back = Assert.Single(await _bench.EntriesAsync());
        Assert.Equal((before.AreaCm2, before.Status, false), (back.AreaCm2, back.Status, back.IsEdited));
        Assert.Equal(["AUTOMATIC"], Types((await _bench.ResultsAsync("seg"))[^1]));
    }

    [Fact]
    public async Task What_an_edit_of_replaced_results_leaves_as_it_was_is_the_new_models()
    {
        await Analysed(frames: 2, (1, Rectus, Upper), (2, Rectus, Upper));
        var wider = Box(195, 145, 115, 70);
        _bench.Model.Outlines = new() { [1] = [(Rectus, Laterality.Left, wider)], [2] = [(Rectus, Laterality.Left, wider)] };
        _bench.Model.Version = "2.0";
        await _bench.Ledger.ReanalyseAsync("1.2.99", default);
        await _bench.RunAsync();
        var before = await _bench.EntriesAsync();
        Assert.Equal(["2.0", "2.0"], before.Select(entry => entry.Model!.Version));

        // The reader had the first model's outlines on the screen and changed those of frame 1.
        await _bench.RunAsync(Edit("1.2.99.2", (RectusLabel, null, new() { [1] = UpperEdited, [2] = Upper })));
        var after = await _bench.EntriesAsync();
        Assert.Equal([true, false], after.Select(entry => entry.IsEdited));
        Assert.Equal(before[1].AreaCm2, after[1].AreaCm2);
        Assert.Equal(1, Assert.Single(await _bench.EditsAsync()).Frame);

        // Untouched, it is no edit at all.
        await _bench.RunAsync(Edit("1.2.99.3", (RectusLabel, null, new() { [1] = UpperEdited, [2] = Upper })));
        Assert.Contains("unchanged", await _bench.ReasonsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pixels_that_a_program_turned_or_mirrored_are_not_laid_over_the_image()
    {
        await Analysed(frames: 1, (1, Rectus, Upper));
        foreach (var (cosines, isTaken) in new[] { (new double[] { -1, 0, 0, 0, -1, 0 }, false), ([1, 0, 0, 0, 1, 0], true) })
        {
            var edit = Edit(isTaken ? "1.2.99.2" : "1.2.99.3", (RectusLabel, null, new() { [1] = UpperEdited }));
            edit.AddOrUpdate(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence, new DicomDataset
            {
                new DicomSequence(DicomTag.PlaneOrientationSequence, new DicomDataset { { DicomTag.ImageOrientationPatient, cosines } }),
            }));
            await _bench.RunAsync(edit);
            Assert.Equal(isTaken, Assert.Single(await _bench.EntriesAsync()).IsEdited);
            Assert.Contains("Plane Orientation", await _bench.ReasonsAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.481.3", "RT Structure Set Storage")]
    [InlineData("1.2.840.10008.5.1.4.1.1.11.1", "Grayscale Softcopy Presentation State Storage")]
    [InlineData("1.2.840.10008.5.1.4.1.1.88.34", "Comprehensive 3D SR Storage")]
    public async Task Outlines_in_other_forms_are_kept_and_the_study_says_why_they_are_not_measured(string sopClass, string name)
    {
        await Analysed(frames: 1, (1, Rectus, Upper));
        await _bench.RunAsync(new DicomDataset
        {
            { DicomTag.SOPClassUID, sopClass }, { DicomTag.SOPInstanceUID, "1.2.99.5" }, { DicomTag.StudyInstanceUID, "1.2.99" },
        });
        Assert.Contains($"{name}: an outline that a reader edited is measured only as a Segmentation", await _bench.ReasonsAsync(),
            StringComparison.Ordinal);
        var own = (await _bench.ResultsAsync("sr")).Single();
        await _bench.RunAsync(own);
        Assert.Contains("It is a result of this node", await _bench.ReasonsAsync(), StringComparison.Ordinal);
        Assert.False(Assert.Single(await _bench.EntriesAsync()).IsEdited);
    }

    public void Dispose() => _bench.Dispose();

    const string Uncertain = "The model is not sure of its outline.";

    // A finding as the model's own measurement makes it, with an objection that the outline alone does not explain.
    static Finding Doubted(Finding finding) => finding with
    {
        Status = FindingStatus.Review, Reasons = [.. finding.Reasons, Uncertain],
        Flags = [.. finding.Flags, QualityFlagKind.LowCertainty], Provider = "CPUExecutionProvider",
        Measurement = finding.Measurement! with
        {
            Doubt = new(90, 110, 0.01, 0.02, 0.97, 3, 1) { Right = 0.9, Whole = 0.8 }, SubcutaneousFat = new(0.5, 0.6),
            AreaCm2Interval = new(1, 9, 0.8), EchogenicityInterval = new(20, 90, 0.8),
        },
    };

    static void AssertStands(ResultEntry before, ResultEntry after)
    {
        Assert.Equal((before.Status, false, before.AreaCm2), (after.Status, after.IsEdited, after.AreaCm2));
        Assert.Equal(before.Reasons, after.Reasons);
        Assert.Equal(before.Flags, after.Flags);
        Assert.Equal((before.AreaInterval(), before.GreyInterval()), (after.AreaInterval(), after.GreyInterval()));
        Assert.Equal((before.Doubt, before.SubcutaneousFat, before.Provider), (after.Doubt, after.SubcutaneousFat, after.Provider));
        Assert.Equal((0.8, 0.8), (after.AreaCm2IntervalCoverage, after.Echogenicity!.MeanIntervalCoverage));
    }

    async Task Analysed(int frames, params (int Frame, string Structure, Mask Mask)[] outlines)
    {
        _bench.Model.Outlines = outlines.GroupBy(one => one.Frame)
            .ToDictionary(group => group.Key, group => group.Select(one => (one.Structure, Laterality.Left, one.Mask)).ToList());
        await _bench.RunAsync(Image(frames));
        Assert.Equal(outlines.Length, (await _bench.EntriesAsync()).Count(entry => entry.AreaCm2 > 0));
    }

    static string Tracking(string structure, int ordinal = 0) =>
        TrackingIdentity.Of("1.2.99", "1.2.99.1", structure, Laterality.Left, ordinal);

    static IEnumerable<string> Types(DicomDataset segmentation) =>
        segmentation.GetSequence(DicomTag.SegmentSequence).Items.Select(item => item.GetString(DicomTag.SegmentAlgorithmType));

    static IEnumerable<string> Labels(DicomDataset segmentation) =>
        segmentation.GetSequence(DicomTag.SegmentSequence).Items.Select(item => item.GetString(DicomTag.SegmentLabel));
}
