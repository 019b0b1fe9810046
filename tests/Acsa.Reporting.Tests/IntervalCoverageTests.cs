using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting.Tests;

/// <summary>The codes and the page's column say 90 %: no other interval is called that.</summary>
public sealed partial class IntervalCoverageTests
{
    const string OfThresholds = "the range between two of the model's thresholds, of which no coverage is known";

    static readonly string[] Codes = ["AREA-LOW", "AREA-HIGH", "GREY-LOW", "GREY-HIGH"];

    [Fact]
    public void An_interval_of_90_percent_has_codes_and_no_words()
    {
        var tree = Written(0.9, 0.9).Find(ResultKind.StructuredReport)!.ReadBack();
        Assert.Equal(Codes, Names(tree).Where(Codes.Contains));
        Assert.DoesNotContain(Texts(tree), text => text.Contains("interval", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, 0.8, OfThresholds, "the model's interval of 80 %")]
    [InlineData(0.95, 0.95, "the model's interval of 95 %", "the model's interval of 95 %")]
    public void Any_other_interval_is_said_in_words_and_has_none_of_the_codes(double? area, double? grey, string ofArea, string ofGrey)
    {
        var written = Written(area, grey);
        foreach (var kind in new[] { ResultKind.StructuredReport, ResultKind.ComprehensiveReport, ResultKind.TextReport })
        {
            var tree = written.Find(kind)!.ReadBack();
            Assert.DoesNotContain(Names(tree), Codes.Contains);
            Assert.Contains(Texts(tree), text => text.Contains($"Area from 1.00 to 2.00 cm²: {ofArea}.", StringComparison.Ordinal));
            Assert.Contains(Texts(tree),
                text => text.Contains($"Mean grey level from 70.0 to 80.0: {ofGrey}.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_column_of_the_page_has_intervals_of_90_percent_only_and_words_stand_below()
    {
        Assert.Contains("1.00 to 2.00", OnPage(Written(0.9, 0.9)));
        var lines = OnPage(Written(null, null));
        Assert.DoesNotContain("1.00 to 2.00", lines);
        Assert.Contains(OfThresholds, string.Join(' ', lines), StringComparison.Ordinal);
    }

    [Fact]
    public void The_averages_of_a_study_keep_to_it_and_are_another_statement()
    {
        var (usual, other) = (Study(0.9), Study(null));
        Assert.NotEqual(usual.SopInstanceUid, other.SopInstanceUid);
        var (first, second) = (usual.File.ReadBack(), other.File.ReadBack());
        Assert.Equal(["AREA-LOW", "AREA-HIGH"], Names(first).Where(Codes.Contains));
        Assert.DoesNotContain(Names(second), Codes.Contains);
        Assert.Contains(Texts(second), text => text.EndsWith($"Area from 3.00 to 7.00 cm²: {OfThresholds}.", StringComparison.Ordinal));
        Assert.DoesNotContain(Texts(first), text => text.Contains("thresholds", StringComparison.Ordinal));
    }

    static ResultSet Written(double? area, double? grey)
    {
        var finding = Sample.Measured(Sample.Ellipse(64, 48));
        var request = Sample.Request(Sample.Source(), finding with
        {
            Measurement = finding.Measurement! with { AreaCm2Interval = new(1, 2, area), EchogenicityInterval = new(70, 80, grey) },
        }) with
        {
            Kinds = new HashSet<ResultKind>
                { ResultKind.StructuredReport, ResultKind.ComprehensiveReport, ResultKind.TextReport, ResultKind.Document },
        };
        var written = ResultWriter.Write(request);
        Assert.Empty(ResultCheck.Problems(written, request));
        return written;
    }

    static ResultInstance Study(double? coverage)
    {
        var request = new StudyReportRequest(Sample.Source(), StudyMeasurements.Of([Of("1.2.1", 4), Of("1.2.2", 6)]),
            [Image("1.2.1"), Image("1.2.2")], Sample.Context);
        var written = StudyReportWriter.Write(request);
        Assert.Empty(StudyResultCheck.Problems(written, request));
        return written;

        MuscleImage Of(string uid, double area) =>
            new(uid, 1, "rectus-femoris", Laterality.Left, FindingStatus.Measured, area, 50, 2, null)
                { AreaCm2Interval = new(area - 2, area + 2, coverage) };

        static StudyReportImage Image(string uid) => new(
            uid, 1, new(Sample.Study, Sample.Series, "1.2.840.10008.5.1.4.1.1.6.1", uid), false, "rectus-femoris", Laterality.Left,
            Sample.Model, false);
    }

    static IEnumerable<string> Names(DicomDataset tree) => ReportTree.Descendants(tree).Select(ReportTree.Name);

    static IEnumerable<string> Texts(DicomDataset tree) => ReportTree.Descendants(tree)
        .Where(item => ReportTree.Type(item) == "TEXT").Select(item => item.GetString(DicomTag.TextValue));

    // The lines of text of the page's content, which is deflated.
    static List<string> OnPage(ResultSet written)
    {
        var file = written.Find(ResultKind.Document)!.ReadBack().GetDicomItem<DicomElement>(DicomTag.EncapsulatedDocument)!.Buffer.Data;
        var (text, at) = (Encoding.Latin1.GetString(file), 0);
        var lines = new List<string>();
        while ((at = text.IndexOf("\nstream\n", at, StringComparison.Ordinal)) >= 0)
        {
            at += "\nstream\n".Length;
            using var inflated = new StreamReader(new ZLibStream(new MemoryStream(file[at..]), CompressionMode.Decompress), Encoding.Latin1);
            lines.AddRange(Shown().Matches(inflated.ReadToEnd()).Select(match => match.Groups[1].Value));
        }

        return lines;
    }

    [GeneratedRegex(@"\((.*)\) Tj")]
    private static partial Regex Shown();
}
