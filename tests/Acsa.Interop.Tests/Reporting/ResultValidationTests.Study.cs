using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;

namespace Acsa.Interop.Tests.Reporting;

// What the images of a study say together: averages, both sides, a volume, an image left out and one not held any more.
public sealed partial class ResultValidationTests
{
    [Theory]
    [InlineData(ResultKind.StudyReport, "Comprehensive3DSR")]
    [InlineData(ResultKind.StudyComprehensiveReport, "ComprehensiveSR")]
    public async Task Validators_find_no_error_in_the_report_on_a_study_and_pydicom_reads_its_numbers(ResultKind kind, string iod)
    {
        using var folder = new ScratchFolder();
        var request = StudyRequest() with { Kind = kind };
        var written = StudyReportWriter.Write(request);
        Assert.Empty(StudyResultCheck.Problems(written, request));
        var path = Path.Combine(folder.Path, "study.dcm");
        written.File.Save(path);
        await ValidatesAsync(path, StudyFile, kind);
        await PeerProcess.MustRunAsync("/usr/bin/dsrdump", "-q", path);
        Assert.Equal(
            [$"Found {iod} IOD", "Found Root Template TID_1500 (MeasurementReport)", "Root Template Validation Complete",
                "IOD validation complete"],
            (await PixelMedAsync(path)).Where(line => !IsNewerThanPixelMed(line)));
        const string read = """
            import sys, pydicom
            def groups(item):
                for child in item.get("ContentSequence", []):
                    if child.get("ConceptNameCodeSequence") and child.ConceptNameCodeSequence[0].CodeValue == "125007":
                        label = next(one.TextValue for one in child.ContentSequence if one.ConceptNameCodeSequence[0].CodeValue == "112039")
                        for one in child.ContentSequence:
                            if one.ValueType == "NUM":
                                value = one.MeasuredValueSequence[0]
                                print(label, "|", one.ConceptNameCodeSequence[0].CodeValue, repr(float(value.get("FloatingPointValue", value.NumericValue))),
                                    value.MeasurementUnitsCodeSequence[0].CodeValue)
                    groups(child)
            groups(pydicom.dcmread(sys.argv[1]))
            """;
        var lines = (await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", read, path))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in new[]
        {
            "Rectus femoris, left | 42798000 5.0 cm2", "Rectus femoris, left | AREA-LOW 4.5 cm2",
            "Rectus femoris, left | AREA-REPEAT-SD 1.4142135623730951 cm2",
            "Rectus femoris, left | 59089-3 20.0 mm", "Rectus femoris, left | IMAGES-LEFT-OUT 1.0 1",
            "Rectus femoris, right to left | ASYMMETRY-AREA 40.0 %",
            "Vastus lateralis, right | 118565006 8.0 cm3", "Vastus lateralis, right | SLICES 3.0 1",
        })
            Assert.Contains(line, lines);
    }

    [Fact]
    public async Task Validators_find_no_error_in_the_text_report_on_a_study()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "study.dcm");
        StudyReportWriter.Write(StudyRequest() with { Kind = ResultKind.StudyTextReport }).File.Save(path);
        await ValidatesAsync(path, StudyFile, ResultKind.StudyTextReport);
        await PeerProcess.MustRunAsync("/usr/bin/dsrdump", "-q", path);
        Assert.DoesNotContain(await PixelMedAsync(path),
            line => line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("illegal", StringComparison.Ordinal));
        var note = Path.Combine(folder.Path, "note.dcm");
        StudyReportWriter.Reject(StudyRequest().Source, Context, "pacs",
            [new("1.2.3", "1.2.3.1", DicomUID.Comprehensive3DSRStorage.UID, "1.2.3.2")]).File.Save(note);
        await ValidatesAsync(note, StudyFile, ResultKind.RejectionNote);
        var source = StudyRequest().Source;
        WithdrawalNote.Write(source, Context, "pacs",
            [new(source.GetString(DicomTag.StudyInstanceUID), "1.2.3.1", DicomUID.SegmentationStorage.UID, "1.2.3.2")]).File.Save(note);
        await ValidatesAsync(note, StudyFile, ResultKind.RejectionNote);
    }

    static string StudyFile => Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", "JPGLosslessP14SV1_1s_1f_8b.dcm");

    static StudyReportRequest StudyRequest()
    {
        var source = DicomFile.Open(StudyFile).Dataset;
        var study = source.GetString(DicomTag.StudyInstanceUID);
        List<MuscleImage> images =
        [
            Image("1.2.3.1", "rectus-femoris", Laterality.Left, 4), Image("1.2.3.2", "rectus-femoris", Laterality.Left, 6),
            Image("1.2.3.3", "rectus-femoris", Laterality.Left, 60) with { Status = FindingStatus.Review },
            Image("1.2.3.4", "rectus-femoris", Laterality.Right, 7.5),
            .. Enumerable.Range(5, 3)
                .Select(place => Image($"1.2.3.{place}", "vastus-lateralis", Laterality.Right, 4) with { PositionCm = place,
                FrameNumber = place }),
        ];
        return new(source, StudyMeasurements.Of(images),
            [.. images.Where(image => image.Status == FindingStatus.Measured).Select(image => new StudyReportImage(
                image.SopInstanceUid, image.FrameNumber, image.SopInstanceUid == "1.2.3.2" ? null
                    : new(study, "1.2.3", image.PositionCm is null ? "1.2.840.10008.5.1.4.1.1.6.1" : "1.2.840.10008.5.1.4.1.1.3.1",
                        image.SopInstanceUid),
                image.PositionCm is not null, image.Structure!, image.Laterality, Model, image.SopInstanceUid == "1.2.3.4"))], Context)
        {
            Reports = [new(study, "1.2.4", DicomUID.Comprehensive3DSRStorage.UID, "1.2.4.1")],
            Predecessors = [new(study, "1.2.5", DicomUID.Comprehensive3DSRStorage.UID, "1.2.5.1")],
        };

        static MuscleImage Image(string uid, string structure, Laterality side, double area) =>
            new(uid, 1, structure, side, FindingStatus.Measured, area, 50, 2, null)
        {
            AreaCm2Interval = new(area - 0.5, area + 1, 0.9),
        };
    }
}
