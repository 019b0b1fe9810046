using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;

namespace Acsa.Interop.Tests.Reporting;

/// <summary>Results on real sources, held against other people's validators and readers.</summary>
public sealed partial class ResultValidationTests
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
            await ValidatesAsync(path, source, instance.Kind);
            await PeerProcess.MustRunAsync("/usr/bin/dcmdump", "-q", path);
            if (instance.File.Dataset.GetString(DicomTag.Modality) is "SR" or "KO")
                await PeerProcess.MustRunAsync("/usr/bin/dsrdump", "-q", path);
            if (instance.Kind == ResultKind.PresentationState) await PeerProcess.MustRunAsync("/usr/bin/dcmpschk", path);
            if (instance.Kind is ResultKind.Segmentation or ResultKind.SegmentationStrict or ResultKind.SegmentationFullSpatial)
                await PydicomReadsAsync(path, request, folder);
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
    public async Task PixelMed_finds_no_error_in_the_report_and_warns_only_of_codes_it_does_not_know()
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
        var prior = new InstanceReference("1.2.3", "1.2.3.4", DicomUID.Comprehensive3DSRStorage.UID, "1.2.3.4.5");
        var request = new ReportRequest(MultiFrameSource(40, 30), findings, new Dictionary<int, RgbImage>(), Context)
        {
            ReaderName = "Reader^Rita",
            Priors =
            [
                new("rectus-femoris", Laterality.Left, new DateOnly(2025, 11, 2), 4.2, 3, -3.4, null, [prior]),
                new("vastus-lateralis", Laterality.Left, new DateOnly(2025, 11, 2), 4.2, 1, null, "it was made with another device", [prior]),
            ],
        };
        Assert.Empty(ResultCheck.Problems(ResultWriter.Write(request), request));
        var path = Path.Combine(folder.Path, "sr.dcm");
        foreach (var (kind, iod) in new[] { (ResultKind.StructuredReport, "Comprehensive3DSR"),
            (ResultKind.ComprehensiveReport, "ComprehensiveSR"), (ResultKind.StructuredReportAlone, "Comprehensive3DSR"),
            (ResultKind.StructuredReportBySegmentStrict, "Comprehensive3DSR") })
        {
            ResultWriter.Write(request with { Kinds = new HashSet<ResultKind> { kind } }).Find(kind)!.Save(path);
            Assert.Equal(
                [$"Found {iod} IOD", "Found Root Template TID_1500 (MeasurementReport)", "Root Template Validation Complete",
                    "IOD validation complete"],
                (await PixelMedAsync(path)).Where(line => !IsNewerThanPixelMed(line)));
        }
    }

    // Its TID 1410 of 2022 has neither the finding category of later editions nor codes of an implementation's own, which the
    // extensible template allows: it warns of each, and calls none an error.
    static bool IsNewerThanPixelMed(string line) =>
        line.StartsWith("Warning: ", StringComparison.Ordinal) && line.EndsWith(": Content Item not in template", StringComparison.Ordinal)
        && new[] { "(276214006,SCT,", "(VERDICT,99ACSA,", "(OBJECTION,99ACSA,", "(PIXEL-SIZE-FROM,99ACSA," }
            .Any(concept => line.Contains("/CODE " + concept, StringComparison.Ordinal));

    [Fact]
    public async Task PixelMed_finds_no_error_in_the_text_report()
    {
        using var folder = new ScratchFolder();
        var request = new ReportRequest(MultiFrameSource(40, 30), [Finding(1, "rectus-femoris", Block(40, 30), Scale(40, 30)),
            Finding(2, "rectus-femoris", null, null)],
            new Dictionary<int, RgbImage>(), Context) { Kinds = new HashSet<ResultKind> { ResultKind.TextReport } };
        var path = Path.Combine(folder.Path, "text.dcm");
        ResultWriter.Write(request).Find(ResultKind.TextReport)!.Save(path);
        var output = await PixelMedAsync(path);
        Assert.Contains("Found Root Template TID_2000 (BasicDiagnosticImagingReport)", output);
        // Its template of 2022 has no image below a sentence: one warning for each.
        Assert.DoesNotContain(output, line =>
            line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("illegal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pydicom_reads_the_numbers_of_the_report_and_the_labels_of_the_map()
    {
        using var folder = new ScratchFolder();
        var findings = new[] { Finding(1, "rectus-femoris", Block(41, 31), Scale(41, 31)), Finding(3, "vastus-lateralis", Block(41, 31),
            Scale(41, 31)) };
        var request = new ReportRequest(MultiFrameSource(41, 31), findings, new Dictionary<int, RgbImage>(), Context)
        {
            Kinds = new HashSet<ResultKind> { ResultKind.StructuredReport, ResultKind.LabelMap },
        };
        var results = ResultWriter.Write(request);
        var (report, map, masks) = (Path.Combine(folder.Path, "sr.dcm"), Path.Combine(folder.Path, "map.dcm"), Path.Combine(folder.Path,
            "masks.raw"));
        results.StructuredReport.Save(report);
        results.Find(ResultKind.LabelMap)!.Save(map);
        await File.WriteAllBytesAsync(masks, [.. findings[0].Mask!.Pixels, .. findings[1].Mask!.Pixels.Select(pixel => (byte)(2 * pixel))]);
        const string read = """
            import sys, numpy, pydicom
            assert (pydicom.dcmread(sys.argv[2]).pixel_array.ravel() == numpy.fromfile(sys.argv[3], numpy.uint8)).all()
            def numbers(item):
                for child in item.get("ContentSequence", []):
                    if child.ValueType == "NUM" and child.RelationshipType == "CONTAINS":
                        value = child.MeasuredValueSequence[0]
                        print(child.ConceptNameCodeSequence[0].CodeValue, repr(float(value.get("FloatingPointValue", value.NumericValue))),
                            value.MeasurementUnitsCodeSequence[0].CodeValue)
                    numbers(child)
            numbers(pydicom.dcmread(sys.argv[1]))
            """;
        var lines = (await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", read, report, map, masks)).Split('\n',
            StringSplitOptions.RemoveEmptyEntries);
        var area = findings[0].Measurement!.AreaCm2!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var line in new[] { $"42798000 {area} cm2", "110849 23.666666666666668 [arb'U]", "59089-3 25.0 mm", "59089-3 26.0 mm",
            "103355008 52.0 mm",
            "ASPECT-RATIO 2.0 1", "121416 -1.5 1", "FAT-THICKNESS 7.0 mm", "GREY-DEEPACSA 25.5 [arb'U]", "131191004 122.5 mm" })
            Assert.Equal(2, lines.Count(one => one == line));
    }

    // dcmp2pgm renders the grey levels through the state, with the image's own window, as without a state. It draws nothing over them, but it
    // writes each overlay that is active as a bitmap of its own; graphics it only reads.
    [Theory]
    [InlineData(OutlineForm.Graphics)]
    [InlineData(OutlineForm.Overlay)]
    [InlineData(OutlineForm.Both)]
    public async Task Dcmtk_renders_the_state_with_the_grey_levels_of_the_image_and_gives_the_outline_as_an_overlay(OutlineForm form)
    {
        using var folder = new ScratchFolder();
        var image = Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", "JPGLosslessP14SV1_1s_1f_8b.dcm");
        string At(string name) => Path.Combine(folder.Path, name);
        var (plain, state, saved) = (At("image.dcm"), At("state.dcm"), At("saved.dcm"));
        await PeerProcess.MustRunAsync("/usr/bin/dcmdjpeg", image, plain);
        var request = Request(plain);
        request = request with { Context = request.Context with { Outlines = form } };
        var results = ResultWriter.Write(request);
        Assert.Empty(ResultCheck.Problems(results, request));
        results.Find(ResultKind.PresentationState)!.Save(state);
        await ValidatesAsync(state, plain);
        await PeerProcess.MustRunAsync("/usr/bin/dcmpschk", state);
        await PeerProcess.MustRunAsync("/bin/sh", "-c",
            $"cd '{folder.Path}' && /usr/bin/dcmp2pgm -v --pstate state.dcm +S saved.dcm image.dcm with.pgm");
        await PeerProcess.MustRunAsync("/usr/bin/dcmp2pgm", plain, At("without.pgm"));
        Assert.Equal(await File.ReadAllBytesAsync(At("without.pgm")), await File.ReadAllBytesAsync(At("with.pgm")));

        var mask = request.Findings.First(finding => finding.Mask is not null).Mask!;
        Assert.Equal(form != OutlineForm.Graphics, File.Exists(At("ovl_0101.pgm")));
        if (form != OutlineForm.Graphics)
        {
            var plane = File.ReadAllBytes(At("ovl_0101.pgm"))[^(mask.Width * mask.Height)..];
            for (var at = 0; at < plane.Length; at++) Assert.Equal(IsOutline(at % mask.Width, at / mask.Width), plane[at] != 0);
        }

        var hasGraphics = DicomFile.Open(saved).Dataset.GetSequence(DicomTag.GraphicAnnotationSequence).Items[0]
            .TryGetSequence(DicomTag.GraphicObjectSequence, out var graphics);
        Assert.Equal(form != OutlineForm.Overlay, hasGraphics);
        if (hasGraphics) Assert.Equal(MaskOutline(mask), graphics!.Items[0].GetValues<float>(DicomTag.GraphicData));

        bool IsOutline(int x, int y) => new[] { (X: x - 1, Y: y), (X: x + 1, Y: y), (X: x, Y: y - 1), (X: x, Y: y + 1) }
            .Any(next => IsInside(next.X, next.Y) != mask[x, y]);
        bool IsInside(int x, int y) => x >= 0 && y >= 0 && x < mask.Width && y < mask.Height && mask[x, y];
        static float[] MaskOutline(Mask mask) =>
            [.. mask.OuterBoundary()!.Closed().SelectMany(point => new[] { (float)point.X, (float)point.Y })];
    }

    [Fact]
    public async Task Poppler_reads_the_page()
    {
        using var folder = new ScratchFolder();
        var request = Request(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", "examples_ybr_color.dcm"));
        request = request with { History = [new PriorValue(new DateOnly(2001, 2, 3), "rectus-femoris", Laterality.Right, 7.5)] };
        var data = ResultWriter.Write(request).Find(ResultKind.Document)!.Dataset;
        var (page, text) = (Path.Combine(folder.Path, "page.pdf"), Path.Combine(folder.Path, "page.txt"));
        var pdf = data.GetDicomItem<DicomElement>(DicomTag.EncapsulatedDocument)!.Buffer.Data;
        await File.WriteAllBytesAsync(page, pdf[..(int)data.GetSingleValue<uint>(DicomTag.EncapsulatedDocumentLength)]);
        await PeerProcess.MustRunAsync("/usr/bin/pdftotext", "-layout", page, text);
        var words = await File.ReadAllTextAsync(text);
        foreach (var part in new[] { "Rectus femoris, right, frame 1", "23.7", "REFUSED", "Ma\u00DFstab",
            "Research use only: not a medical device" })
            Assert.Contains(part, words, StringComparison.Ordinal);
        foreach (var tag in new[] { DicomTag.PatientName, DicomTag.PatientID })
            if (request.Source.GetSingleValueOrDefault(tag, "") is { Length: > 3 } identity) Assert.DoesNotContain(identity, words,
                StringComparison.Ordinal);
        // Ink where the picture, the table and the foot are.
        await PeerProcess.MustRunAsync("/usr/bin/pdftoppm", "-r", "36", "-gray", "-singlefile", page, Path.Combine(folder.Path, "page"));
        var pixels = await File.ReadAllBytesAsync(Path.Combine(folder.Path, "page.pgm"));
        Assert.InRange(pixels.Count(pixel => pixel < 128) / (double)pixels.Length, 0.05, 0.6);
    }

    static async Task<string[]> PixelMedAsync(string path)
    {
        // Without these, Java's XPath limits end the validation before it starts (JAXP0801003).
        var output = await PeerProcess.MustRunAsync("/usr/bin/java", "-Djdk.xml.xpathTotalOpLimit=0", "-Djdk.xml.xpathExprOpLimit=0",
            "-Djdk.xml.xpathExprGrpLimit=0", "-cp", "/usr/share/java/pixelmed.jar", "com.pixelmed.validate.DicomSRValidator", path);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
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
        return new ReportRequest(source, findings, pictures, Context)
        {
            Kinds = Enum.GetValues<ResultKind>().ToHashSet(),
            Predecessors = [Earlier(source, "1.2.840.10008.5.1.4.1.1.88.34"), Earlier(source, "1.2.840.10008.5.1.4.1.1.66.4"),
                Earlier(source, "1.2.840.10008.5.1.4.1.1.7")],
        };
    }

    static InstanceReference Earlier(DicomDataset source, string sopClass) =>
        new(source.GetString(DicomTag.StudyInstanceUID), "2.25.7", sopClass,
        "2.25.8" + sopClass.Length);

    static Finding Finding(int frame, string structure, Mask? mask, Calibration? calibration)
    {
        var status = mask is null || calibration is null ? FindingStatus.Refused : FindingStatus.Measured;
        var count = mask?.CountInside() ?? 0;
        var echogenicity = new Echogenicity(71.0 / 3, 10.5, 70, count, 0);
        var result =
            mask is null ? null :
            calibration is null ? new MeasurementResult(null, null, echogenicity, null, null, null, count) :
            new MeasurementResult(count * calibration.PixelSize.AreaCm2,
                new ErrorInterval(count * calibration.PixelSize.AreaCm2 * 0.9, count * calibration.PixelSize.AreaCm2 * 1.2, 0.9), echogenicity,
                    2.5, 12.25, -1.5, count)
            {
                EchogenicityInterval = new ErrorInterval(20, 30, 0.9),
                DeepAcsaEchogenicity = new DeepAcsaEchogenicity(25.5, 3 * count),
                MaximumThicknessCm = 2.6,
                WidthCm = 5.2,
                SubcutaneousFat = new SubcutaneousFat(0.7, 0.75),
                Reference = new ReferenceComparison("t", "1", "Adults, 20 to 60 years", "Synthetic example", 60, 8),
            };
        string[] reasons = status == FindingStatus.Measured ? [] : ["Kein Maßstab, no scale, 縮尺なし."];
        return new Finding(frame, structure, Laterality.Right, status, reasons,
            result, calibration, mask, Model, "CPUExecutionProvider")
        {
            Flags = status == FindingStatus.Measured ? [] : [QualityFlagKind.CutByEdge, QualityFlagKind.ImplausibleThickness],
        };
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

    // What dicom3tools of 2022 says of a class that came later (Supplement 243): it knows neither the class nor a segment number 0.
    static readonly string[] s_labelMapIsUnknown = ["Error - SegmentNumber not monotonically increasing",
        "Error - Information Object Not found"];

    static async Task ValidatesAsync(string path, string? source = null, ResultKind kind = ResultKind.Segmentation)
    {
        // Values of the source are copied and referred to as they are (two of the files have dates with dots or UIDs under 999): what the
        // validator says of them in the source it may say of them in the result.
        var known = source is null ? [] : await ErrorsAsync(source);
        var excused = kind == ResultKind.LabelMap ? s_labelMapIsUnknown : [];
        Assert.Empty((await ErrorsAsync(path)).Except(known).Where(error => !excused.Any(one =>
            error.StartsWith(one, StringComparison.Ordinal)))
            .Select(error => $"{kind}: {error}"));
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
