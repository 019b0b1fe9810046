using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting.Tests;

public sealed class StructuredReportTests
{
    [Fact]
    public void Verdict_objections_and_source_of_the_pixel_size_are_codes_in_each_group()
    {
        var request = Sample.Request(Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)) with
        {
            Status = FindingStatus.Review, Reasons = ["It is cut."], Flags = [QualityFlagKind.CutByEdge, QualityFlagKind.BlurredEdge],
        }, Sample.NothingFound() with { Flags = [QualityFlagKind.MaskEmpty] });
        var report = ResultWriter.Write(request).StructuredReport.ReadBack();
        var group = Assert.Single(ReportTree.Descendants(report), item => ReportTree.Name(item) == "125007");
        Assert.Equal(["REVIEW", "CUT-BY-EDGE", "BLURRED-EDGE", "BY-REGION"], Own(ReportTree.Children(group)));
        Assert.Equal("91723000", ReportTree.Code(ReportTree.Children(group).Single(item => ReportTree.Name(item) == "276214006"),
            DicomTag.ConceptCodeSequence));
        var evaluations = ReportTree.Children(report).Single(item => ReportTree.Name(item) == "C0034375");
        Assert.Equal(["REFUSED", "MASK-EMPTY"], Own(ReportTree.Children(evaluations)));

        static IEnumerable<string> Own(IEnumerable<DicomDataset> items) => items
            .Where(item => ReportTree.Name(item) is "VERDICT" or "OBJECTION" or "PIXEL-SIZE-FROM")
            .Select(item => ReportTree.Code(item, DicomTag.ConceptCodeSequence));
    }

    [Fact]
    public void Codes_of_our_own_fit_their_attribute_and_no_two_are_alike()
    {
        CodedConcept[] codes = [.. Enum.GetValues<QualityFlagKind>().Select(Concepts.ObjectionOf),
            .. Enum.GetValues<FindingStatus>().Select(Concepts.VerdictOf), .. Enum.GetValues<CalibrationSource>().Select(Concepts.SourceOf),
            .. typeof(Concepts).GetFields().Select(field => field.GetValue(null)).OfType<CodedConcept>()
                .Where(code => code.Scheme == "99ACSA")];
        Assert.All(codes, code => Assert.InRange(code.Value.Length, 1, 16));
        Assert.All(codes, code => Assert.InRange(code.Meaning.Length, 1, 64));
        Assert.Equal(codes.Length, codes.Select(code => code.Value).Distinct().Count());
    }

    [Fact]
    public void The_tree_holds_every_number_with_its_unit()
    {
        var finding = Sample.Measured(Sample.Ellipse(64, 48));
        var report = Report(Sample.Source(), finding);
        var numbers = Group(report).Where(item => ReportTree.Type(item) == "NUM")
            .Select(item => (ReportTree.Name(item), ReportTree.Number(item), Unit(item))).ToList();
        Assert.Equal(
        [
            ("42798000", finding.Measurement!.AreaCm2, "cm2"),
            ("AREA-LOW", 1, "cm2"),
            ("AREA-HIGH", 2, "cm2"),
            ("110849", 77.123456789012345, "[arb'U]"),
            ("59089-3", 20.7, "mm"),
            ("131191004", 115, "mm"),
            ("110849", 12.5, "[arb'U]"),
            ("110849", 76, "[arb'U]"),
            ("GREY-0", 0, "%"),
            ("GREY-255", 0, "%"),
        ], numbers);
    }

    [Fact]
    public void The_outline_encloses_exactly_the_mask_in_the_coordinates_of_the_standard()
    {
        // PS3.3 C.18.6: 0\0 is the outer corner of the first pixel; pixels 2..4 × 1..2 reach from (2, 1) to (5, 3).
        var mask = new Mask(8, 6);
        for (var y = 1; y <= 2; y++)
            for (var x = 2; x <= 4; x++) mask[x, y] = true;
        var outline = Group(Report(Sample.Source(8, 6), Sample.Measured(mask))).Single(item => ReportTree.Type(item) == "SCOORD");
        Assert.Equal([2, 1, 5, 1, 5, 3, 2, 3, 2, 1], outline.GetValues<float>(DicomTag.GraphicData));
        Assert.Equal("POLYLINE", outline.GetString(DicomTag.GraphicType));
        Assert.Equal([Sample.Instance], ReportTree.References(ReportTree.Children(outline).Single()));
    }

    [Fact]
    public void A_mask_with_a_hole_is_given_by_reference_to_the_segmentation()
    {
        var mask = Sample.Ellipse(64, 48);
        mask[32, 21] = false;
        var request = Sample.Request(Sample.Source(), Sample.Measured(mask));
        var results = ResultWriter.Write(request);
        var group = Group(results.StructuredReport.ReadBack());
        Assert.DoesNotContain(group, item => ReportTree.Type(item) == "SCOORD");
        var reference = group.Single(item => ReportTree.Name(item) == "121214");
        Assert.Equal([results.Segmentation!.Dataset.GetString(DicomTag.SOPInstanceUID)], ReportTree.References(reference));
        Assert.Contains(group, item => ReportTree.Name(item) == "121233");
        Assert.Empty(ResultCheck.Problems(results, request));
    }

    [Fact]
    public void A_clip_gets_a_group_for_every_frame_under_one_tracking_uid()
    {
        var report = Report(Sample.Source(64, 48, 9), Sample.Measured(Sample.Ellipse(64, 48), 1),
            Sample.Measured(Sample.Ellipse(64, 48, 1), 9));
        var groups = ReportTree.Descendants(report).Where(item => ReportTree.Name(item) == "125007").ToList();
        Assert.Equal(2, groups.Count);
        Assert.Single(groups.Select(group =>
            ReportTree.Children(group).Single(item => ReportTree.Name(item) == "112040").GetString(DicomTag.UID)).Distinct());
        Assert.Equal([1, 9], groups.Select(group =>
            ReportTree.Children(ReportTree.Children(group).Single(item => ReportTree.Type(item) == "SCOORD")).Single()
            .GetSequence(DicomTag.ReferencedSOPSequence).Items[0].GetSingleValue<int>(DicomTag.ReferencedFrameNumber)));
    }

    [Fact]
    public void A_refused_area_is_missing_and_its_reason_is_there()
    {
        var report = Report(Sample.Source(), Sample.Uncalibrated(Sample.Ellipse(64, 48)));
        Assert.DoesNotContain(ReportTree.Descendants(report), item => ReportTree.Name(item) == "42798000");
        Assert.Contains(ReportTree.Descendants(report), item => ReportTree.Name(item) == "110849");
        Assert.Contains(Texts(report), text => text == "Rectus femoris, left: REFUSED. Area not given: the image carries no scale.");
        Assert.Equal("PRELIMINARY", report.GetString(DicomTag.PreliminaryFlag));
        Assert.DoesNotContain(ReportTree.Descendants(report), item => ReportTree.Name(item) is "111026" or "111066");
    }

    [Fact]
    public void A_report_without_any_mask_still_says_why()
    {
        var report = Report(Sample.Source(), Sample.NothingFound());
        Assert.DoesNotContain(ReportTree.Descendants(report), item => ReportTree.Name(item) is "126010" or "125007");
        Assert.Contains(Texts(report), text => text.Contains("No muscle was found", StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_library_states_the_pixel_size_that_was_used()
    {
        var items = ReportTree.Descendants(Report(Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)))).ToList();
        Assert.Equal(0.12345678901234567, ReportTree.Number(items.Single(item => ReportTree.Name(item) == "111026")));
        Assert.Equal(0.1, ReportTree.Number(items.Single(item => ReportTree.Name(item) == "111066")));
        Assert.Equal(48, ReportTree.Number(items.Single(item => ReportTree.Name(item) == "110910")));
    }

    [Fact]
    public void Every_group_names_its_algorithm_when_there_are_two()
    {
        var other = Sample.Measured(Sample.Ellipse(64, 48, 1), 1,
            "vastus-lateralis") with { Model = new ModelIdentity("other", "2", new string('b', 64)) };
        var one = ReportTree.Descendants(Report(Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)))).ToList();
        Assert.Single(one, item => ReportTree.Name(item) == "111001");
        var two = ReportTree.Descendants(Report(Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)), other)).ToList();
        Assert.All(two.Where(item => ReportTree.Type(item) == "NUM" && ReportTree.Name(item) is "42798000" or "110849"),
            number => Assert.Contains(ReportTree.Children(number), item => ReportTree.Name(item) == "111001"));
    }

    [Fact]
    public void A_z_score_stands_beside_the_mean()
    {
        var finding = Sample.Measured(Sample.Ellipse(64, 48));
        var z = Group(Report(Sample.Source(), finding with { Measurement = finding.Measurement! with { ZScore = -1.25 } }))
            .Single(item => ReportTree.Name(item) == "121416");
        Assert.Equal("CONTAINS", z.GetString(DicomTag.RelationshipType));
        Assert.Equal(-1.25, ReportTree.Number(z));
    }

    [Theory]
    [InlineData(1, "1", true)]
    [InlineData(-0.5, "-0.5", true)]
    [InlineData(12.3456789012345, "12.3456789012345", true)]
    [InlineData(0.012345678901234567, "0.01234567890123", false)]
    [InlineData(1.2345678901234567e-10, "1.234567890E-10", false)]
    [InlineData(-123456789.123456789, "-123456789.12346", false)]
    public void A_decimal_string_is_exact_or_says_that_it_is_not(double value, string text, bool exact)
    {
        var result = DecimalText.Of(value);
        Assert.Equal(exact, result.Exact);
        Assert.InRange(result.Text.Length, 1, 16);
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), double.Parse(result.Text, CultureInfo.InvariantCulture),
            Math.Abs(value) * 1e-9);
        if (exact) Assert.Equal(text, result.Text);
    }

    [Theory]
    [InlineData(0.07, 0.7)]
    [InlineData(0.012345678901234567, 0.12345678901234567)]
    [InlineData(2.07, 20.7)]
    public void Centimetres_become_millimetres_by_moving_the_point(double cm, double mm) => Assert.Equal(mm, Millimetres.FromCm(cm));

    static DicomDataset Report(DicomDataset source, params Finding[] findings)
    {
        var request = Sample.Request(source, findings);
        var results = ResultWriter.Write(request);
        Assert.Empty(ResultCheck.Problems(results, request));
        return results.StructuredReport.ReadBack();
    }

    static List<DicomDataset> Group(DicomDataset report) =>
        [.. ReportTree.Children(ReportTree.Descendants(report).First(item => ReportTree.Name(item) == "125007"))];

    static IEnumerable<string> Texts(DicomDataset report) =>
        ReportTree.Descendants(report).Where(item => ReportTree.Type(item) == "TEXT").Select(item => item.GetString(DicomTag.TextValue));

    static string Unit(DicomDataset number) =>
        number.GetSequence(DicomTag.MeasuredValueSequence).Items[0].GetSequence(DicomTag.MeasurementUnitsCodeSequence).Items[0]
            .GetString(DicomTag.CodeValue);
}
