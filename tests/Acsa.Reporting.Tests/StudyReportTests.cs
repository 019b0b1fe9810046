using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting.Tests;

/// <summary>What the images of a study say together, as SR.</summary>
public sealed class StudyReportTests
{
    const string Muscle = "rectus-femoris";

    public static TheoryData<ResultKind> Kinds => [.. ResultKinds.OfStudy];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_form_is_written_reads_back_and_is_the_same_bytes_the_second_time(ResultKind kind)
    {
        var request = Request() with { Kind = kind };
        var written = StudyReportWriter.Write(request);
        Assert.Empty(StudyResultCheck.Problems(written, request));
        Assert.Equal(written.File.Bytes(), StudyReportWriter.Write(request).File.Bytes());
        Assert.Equal("Müller^Zoë", written.File.ReadBack().GetString(DicomTag.PatientName));
        Assert.Equal(kind, written.Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_read_back_check_sees_another_number_and_a_missing_image(ResultKind kind)
    {
        var request = Request() with { Kind = kind };
        var written = StudyReportWriter.Write(request).File.ReadBack();
        var muscles = request.Measurements.Muscles;
        var other = request with
        {
            Measurements = request.Measurements with { Muscles =
                [muscles[0] with { AreaCm2 = muscles[0].AreaCm2! with { Mean = 99 } }, .. muscles.Skip(1)] },
        };
        Assert.Contains(StudyResultCheck.Problems(written, other), problem => problem.Contains("numbers of", StringComparison.Ordinal));
        Assert.NotEmpty(StudyResultCheck.Problems(written, request with { Images = [.. request.Images, Image("9.9", Laterality.Left)] }));
    }

    [Fact]
    public void A_group_for_each_muscle_and_side_holds_averages_counts_and_spread_and_one_the_difference_of_sides()
    {
        var tree = StudyReportWriter.Write(Request()).File.ReadBack();
        var groups = Groups(tree).ToList();
        Assert.Equal(["Rectus femoris, left", "Rectus femoris, right", "Rectus femoris, right to left"], groups.Select(Label));
        Assert.Equal(
            ["42798000 5", "AREA-LOW 4", "AREA-HIGH 6", "110849 50", "59089-3 20", "IMAGES-COUNTED 2", "AREA-REPEAT-SD 1.4142135623730951",
                "GREY-REPEAT-SD 0",
                "THICK-REPEAT-SD 0"],
            Numbers(groups[0]));
        Assert.Equal(["42798000 6", "AREA-LOW 5", "AREA-HIGH 7", "110849 50", "59089-3 20", "IMAGES-COUNTED 1", "IMAGES-LEFT-OUT 1"],
            Numbers(groups[1]));
        // 100 (6 - 5) / 5.5
        Assert.StartsWith("ASYMMETRY-AREA 18.1818", Numbers(groups[2]).First(), StringComparison.Ordinal);
        Assert.Equal(["1.2.1", "1.2.2"], ReportTree.Children(groups[0]).SelectMany(ReportTree.References));
        Assert.Contains(Comments(tree), text => text.Contains("1 of 2 images are refused", StringComparison.Ordinal));
        Assert.Equal("PRELIMINARY", tree.GetString(DicomTag.PreliminaryFlag));
    }

    [Fact]
    public void The_reports_of_the_images_are_evidence_and_what_it_replaces_is_named()
    {
        var report = new InstanceReference(Sample.Study, "1.3", "1.2.840.10008.5.1.4.1.1.88.34", "1.3.1")
            { Kind = ResultKind.StructuredReport, HeldBy = ["a"] };
        var earlier = report with { SopInstanceUid = "1.3.2", SeriesInstanceUid = "1.4", Kind = ResultKind.StudyReport };
        var request = (Request() with { Reports = [report] }).Replacing([earlier])!;
        var tree = StudyReportWriter.Write(request).File.ReadBack();
        Assert.Empty(StudyResultCheck.Problems(tree, request));
        Assert.Equal(["1.2.1", "1.2.2", "1.2.3", "1.3.1"], Named(tree, DicomTag.CurrentRequestedProcedureEvidenceSequence).Order());
        Assert.Equal(["1.3.2"], Named(tree, DicomTag.PredecessorDocumentsSequence));
    }

    [Fact]
    public void What_stands_is_not_written_again_and_what_is_said_again_after_something_else_is_a_new_generation()
    {
        var (first, changed) = (Request(), Request(leftArea: 7));
        List<InstanceReference> archive = [];
        Take(first);
        Assert.Null(first.Replacing(archive));
        // To whom it goes, and what that one holds besides, is no other statement.
        Assert.Null((first with { Reports = [archive[0]] }).Replacing(archive));
        Take(changed);
        Assert.Null(changed.Replacing(archive));
        Take(first);
        Assert.Null(first.Replacing(archive));
        Assert.Equal(3, archive.Select(report => report.SopInstanceUid).Distinct().Count());
        Assert.Equal(2, changed.Replacing([archive[1], archive[2]])!.Generation + 1);

        void Take(StudyReportRequest request) =>
            archive.Add(InstanceReference.Of(StudyReportWriter.Write(request.Replacing(archive)!)
                .File.Dataset) with { Kind = ResultKind.StudyReport });
    }

    [Fact]
    public void An_edited_outline_is_said_and_takes_the_interval_away()
    {
        var request = Request();
        var images = request.Images.Select((image, index) => index == 0 ? image with { IsEdited = true } : image).ToList();
        var tree = StudyReportWriter.Write(request with { Images = images }).File.ReadBack();
        Assert.Contains(Comments(tree),
            text => text.Contains("1 of 2 images have a reader's outline, to which no interval applies", StringComparison.Ordinal));
        Assert.NotEqual(StudyReportWriter.Write(request).SopInstanceUid, tree.GetString(DicomTag.SOPInstanceUID));
    }

    [Fact]
    public void A_volume_states_its_method_and_its_slices()
    {
        var measurements = StudyMeasurements.Of(Enumerable.Range(1, 3)
            .Select(place => Of($"1.2.{place}", Laterality.Left, 4) with { PositionCm = place }));
        var request = Request() with { Measurements = measurements,
            Images = [.. Enumerable.Range(1, 3).Select(place => Image($"1.2.{place}", Laterality.Left))] };
        var tree = StudyReportWriter.Write(request).File.ReadBack();
        Assert.Empty(StudyResultCheck.Problems(tree, request));
        Assert.Equal(["118565006 8", "SLICES 3", "IMAGES-COUNTED 3"], Numbers(Groups(tree).Single()));
        Assert.Contains(ReportTree.Descendants(tree), item => ReportTree.Code(item, DicomTag.ConceptCodeSequence) == "TRUNCATED-CONES");
        Assert.Contains(Comments(tree), text => text.Contains("1: 4.00; 2: 4.00; 3: 4.00", StringComparison.Ordinal));
    }

    [Fact]
    public void An_image_that_is_not_held_any_more_is_said_and_not_referred_to()
    {
        var request = Request();
        request = request with { Images =
            [.. request.Images.Select((image, index) => index == 0 ? image with { Instance = null } : image)] };
        var tree = StudyReportWriter.Write(request).File.ReadBack();
        Assert.Empty(StudyResultCheck.Problems(tree, request));
        Assert.DoesNotContain("1.2.1", ReportTree.Descendants(tree).SelectMany(ReportTree.References));
        Assert.Contains(Comments(tree), text => text.Contains("1 of the images are not held", StringComparison.Ordinal));
    }

    [Fact]
    public void A_note_of_the_study_rejects_what_its_receiver_holds()
    {
        var earlier = new InstanceReference(Sample.Study, "1.3", "1.2.840.10008.5.1.4.1.1.88.34", "1.3.1") { HeldBy = ["a"] };
        var note = StudyReportWriter.Reject(Sample.Source(), Sample.Context, "a", [earlier]);
        Assert.Equal(["a"], note.Recipients!);
        Assert.Equal("113001", ReportTree.Name(note.File.ReadBack()));
        Assert.Equal(["1.3.1"], ReportTree.Descendants(note.File.ReadBack()).SelectMany(ReportTree.References));
        Assert.NotEqual(note.SopInstanceUid, StudyReportWriter.Reject(Sample.Source(), Sample.Context, "b", [earlier]).SopInstanceUid);
    }

    static StudyReportRequest Request(double leftArea = 4) => new(Sample.Source(),
        StudyMeasurements.Of(
        [
            Of("1.2.1", Laterality.Left, leftArea), Of("1.2.2", Laterality.Left, 6), Of("1.2.3", Laterality.Right, 6),
            Of("1.2.4", Laterality.Right, 60) with { Status = FindingStatus.Review },
        ]),
        [Image("1.2.1", Laterality.Left), Image("1.2.2", Laterality.Left), Image("1.2.3", Laterality.Right)], Sample.Context);

    static MuscleImage Of(string uid, Laterality side, double area) => new(uid, 1, Muscle, side, FindingStatus.Measured, area, 50, 2, null)
    {
        AreaCm2Interval = new(area - 1, area + 1, 0.9),
    };

    static StudyReportImage Image(string uid, Laterality side) => new(
        uid, 1, new(Sample.Study, Sample.Series, "1.2.840.10008.5.1.4.1.1.6.1", uid), false, Muscle, side, Sample.Model, false);

    static IEnumerable<DicomDataset> Groups(DicomDataset tree) =>
        ReportTree.Descendants(tree).Where(item => ReportTree.Name(item) == "125007");

    static string Label(DicomDataset group) =>
        ReportTree.Children(group).Single(item => ReportTree.Name(item) == "112039").GetString(DicomTag.TextValue);

    static IEnumerable<string> Numbers(DicomDataset group) => ReportTree.Children(group).Where(item => ReportTree.Type(item) == "NUM")
        .Select(item => FormattableString.Invariant($"{ReportTree.Name(item)} {ReportTree.Number(item)}"));

    static IEnumerable<string> Comments(DicomDataset tree) => ReportTree.Descendants(tree)
        .Where(item => ReportTree.Name(item) == "121106").Select(item => item.GetString(DicomTag.TextValue));

    static IEnumerable<string> Named(DicomDataset report, DicomTag sequence) => report.GetSequence(sequence).Items
        .SelectMany(study => study.GetSequence(DicomTag.ReferencedSeriesSequence).Items).SelectMany(ReportTree.References);
}
