using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;

namespace Acsa.Interop.Tests.Reporting;

/// <summary>Results on real sources, held against other people's validators and readers.</summary>
public sealed class ResultValidationTests
{
    static readonly ModelIdentity Model = new("acsa-thigh-unet", "1.0.0", new string('a', 64));

    static readonly ReportContext Context = new(StructureTable.BuiltIn,
        new DeviceIdentity("AcsaNode contributors", "AcsaNode", "0001", "0.1.0", "2.25.12345678901234567890", "ACSA"),
        new string('c', 64), new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero));

    // A grey still, a palette still, a colour clip with lossy history, an implicit VR still of a retired class, and a colour still in big
    // endian.
    [Theory]
    [InlineData("JPGLosslessP14SV1_1s_1f_8b.dcm")]
    [InlineData("OBXXXX1A.dcm")]
    [InlineData("examples_ybr_color.dcm")]
    [InlineData("color-pl.dcm")]
    [InlineData("ExplVR_BigEnd.dcm")]
    [InlineData("gdcm-US-ALOKA-16.dcm")]
    public async Task Validators_find_no_error_and_readers_find_the_same_masks(string file)
    {
        using var folder = new ScratchFolder();
        var source = Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", file);
        var request = Request(source);
        var results = ResultWriter.Write(request);
        Assert.Empty(ResultCheck.Problems(results, request));
        Assert.Contains(results.Instances, instance => instance.Kind == ResultKind.Segmentation);
        foreach (var instance in results.Instances)
        {
            var path = Path.Combine(folder.Path, $"{instance.Kind}{instance.FrameNumber}.dcm");
            instance.File.Save(path);
            await ValidatesAsync(path, source);
            await PeerProcess.MustRunAsync("/usr/bin/dcmdump", "-q", path);
            if (instance.Kind == ResultKind.StructuredReport) await PeerProcess.MustRunAsync("/usr/bin/dsrdump", "-q", path);
            if (instance.Kind == ResultKind.Segmentation) await PydicomReadsAsync(path, request, folder);
        }
    }

    [Theory]
    [InlineData(510, 511)]
    [InlineData(513, 7)]
    [InlineData(17, 33)]
    public async Task Odd_widths_over_several_frames_are_read_bit_by_bit_by_pydicom(int width, int height)
    {
        using var folder = new ScratchFolder();
        var random = new Random(width * height);
        var findings = Enumerable.Range(1, 5).Select(frame =>
        {
            var mask = new Mask(width, height);
            for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = (byte)random.Next(2);
            return Finding(frame, "rectus-femoris", mask, null);
        }).ToList();
        var source = MultiFrameSource(width, height);
        var request = new ReportRequest(source, findings, new Dictionary<int, RgbImage>(), Context);
        var path = Path.Combine(folder.Path, "seg.dcm");
        ResultWriter.Write(request).Segmentation!.Save(path);
        await ValidatesAsync(path);
        await PydicomReadsAsync(path, request, folder);
    }

    // Measured, refused for want of a scale, given by reference to the SEG for its hole, and not found: all of the tree in one report.
    [Fact]
    public async Task PixelMed_finds_no_error_and_no_warning_in_the_report()
    {
        using var folder = new ScratchFolder();
        var hole = Block(40, 30);
        hole[20, 15] = false;
        var findings = new[]
        {
            Finding(1, "rectus-femoris", Block(40, 30), Scale(40, 30)),
            Finding(2, "vastus-lateralis", Block(40, 30), null),
            Finding(3, "rectus-femoris", hole, Scale(40, 30)),
            Finding(4, "rectus-femoris", null, null),
        };
        var request = new ReportRequest(MultiFrameSource(40, 30), findings, new Dictionary<int, RgbImage>(), Context);
        var path = Path.Combine(folder.Path, "sr.dcm");
        ResultWriter.Write(request).StructuredReport.Save(path);
        // Without these, Java's XPath limits end the validation before it starts (JAXP0801003).
        var output = await PeerProcess.MustRunAsync("/usr/bin/java", "-Djdk.xml.xpathTotalOpLimit=0", "-Djdk.xml.xpathExprOpLimit=0",
            "-Djdk.xml.xpathExprGrpLimit=0",
            "-cp", "/usr/share/java/pixelmed.jar", "com.pixelmed.validate.DicomSRValidator", path);
        Assert.Equal(
            ["Found Comprehensive3DSR IOD", "Found Root Template TID_1500 (MeasurementReport)", "Root Template Validation Complete",
                "IOD validation complete"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    static ReportRequest Request(string path)
    {
        var source = DicomFile.Open(path).Dataset;
        var findings = new List<Finding>();
        var pictures = new Dictionary<int, RgbImage>();
        foreach (var number in FrameChooser.Choose(source, 2).FrameNumbers)
        {
            var reading = FrameReader.Read(source, number);
            Assert.Null(reading.Refusal);
            var (width, height) = (reading.Frame!.Grey.Width, reading.Frame.Grey.Height);
            var area = Calibrator.AnalysisArea(reading.Frame.Scale);
            var mask = new Mask(width, height);
            for (var y = area.Top + area.Height / 3; y < area.Top + area.Height / 2; y++)
                for (var x = area.Left + area.Width / 3; x < area.Left + area.Width / 2 + (y & 7); x++) mask[x, y] = true;
            var verdict = Calibrator.Calibrate(reading.Frame.Scale, mask.BoundingBox()!.Value);
            findings.Add(Finding(number, "rectus-femoris", mask, verdict.Calibration) with { Reasons = verdict.Reasons });
            findings.Add(Finding(number, "vastus-lateralis", null, null));
            pictures.Add(number, reading.Frame.Picture);
        }
        return new ReportRequest(source, findings, pictures, Context);
    }

    static Finding Finding(int frame, string structure, Mask? mask, Calibration? calibration)
    {
        var status = mask is null || calibration is null ? FindingStatus.Refused : FindingStatus.Measured;
        var count = mask?.CountInside() ?? 0;
        var echogenicity = new Echogenicity(71.0 / 3, 10.5, 70, count, 0);
        var result =
            mask is null ? null :
            calibration is null ? new MeasurementResult(null, null, echogenicity, null, null, null, count) :
            new MeasurementResult(count * calibration.PixelSize.AreaCm2, null, echogenicity, 2.5, 12.25, null, count);
        string[] reasons = status == FindingStatus.Measured ? [] : ["Kein Maßstab, no scale, 縮尺なし."];
        return new Finding(frame, structure, Laterality.Right, status, reasons,
            result, calibration, mask, Model, "CPUExecutionProvider");
    }

    static Calibration Scale(int width, int height) =>
        new(CalibrationSource.UltrasoundRegion, new PixelSize(0.01, 1.0 / 90), new PixelRectangle(0, 0, width - 1, height - 1), 0);

    static Mask Block(int width, int height)
    {
        var mask = new Mask(width, height);
        for (var y = 10; y < 20; y++)
            for (var x = 10; x < 30; x++) mask[x, y] = true;
        return mask;
    }

    static DicomDataset MultiFrameSource(int width, int height)
    {
        var source = DicomFile.Open(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", "examples_ybr_color.dcm")).Dataset;
        source.AddOrUpdate(DicomTag.Columns, (ushort)width);
        source.AddOrUpdate(DicomTag.Rows, (ushort)height);
        return source;
    }

    static async Task ValidatesAsync(string path, string? source = null)
    {
        // Values of the source are copied and referred to as they are (two of the files have dates with dots or UIDs under 999): what the
        // validator says of them in the source it may say of them in the result.
        var known = source is null ? [] : await ErrorsAsync(source);
        Assert.Empty((await ErrorsAsync(path)).Except(known));
    }

    static async Task<IEnumerable<string>> ErrorsAsync(string path)
    {
        var (_, output) = await PeerProcess.RunAsync("/usr/bin/dciodvfy", path);
        Assert.NotEmpty(output);
        // A wrong UID is the same mistake wherever it is referred to.
        return output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal))
            .Select(line => line.StartsWith("Error - Illegal root for UID", StringComparison.Ordinal)
                ? line[..line.LastIndexOf(" in (", StringComparison.Ordinal)] : line);
    }

    static async Task PydicomReadsAsync(string path, ReportRequest request, ScratchFolder folder)
    {
        // In the order of the SEG: by structure as first found, then by frame.
        var masks = request.Findings.Where(finding => finding.Mask is not null).OrderBy(finding => finding.FrameNumber).ToList();
        var expected = Path.Combine(folder.Path, "expected.raw");
        await File.WriteAllBytesAsync(expected, [.. masks.SelectMany(finding => finding.Mask!.Pixels)]);
        const string compare = """
            import sys, numpy, pydicom
            seg = pydicom.dcmread(sys.argv[1])
            assert seg.NumberOfFrames == len(seg.PerFrameFunctionalGroupsSequence)
            assert (seg.pixel_array.ravel() == numpy.fromfile(sys.argv[2], numpy.uint8)).all()
            print("equal", seg.pixel_array.shape)
            """;
        Assert.StartsWith("equal", await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", compare, path, expected),
            StringComparison.Ordinal);
    }
}
