using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Studies;

public sealed class StudyPipelineTests : IDisposable
{
    static readonly DateTimeOffset RunAt = new(2026, 11, 20, 13, 0, 0, TimeSpan.FromHours(1));
    readonly TempFolder _folder = new();
    readonly AnalysisSetup _setup = AnalysisSetup.Create(Path.Combine(AppContext.BaseDirectory, "models"), new("cpu", "off"), "ACSA");
    readonly StudyPipeline _pipeline;

    public StudyPipelineTests() => _pipeline = new(_setup);

    public void Dispose()
    {
        _setup.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_repeated_run_writes_the_same_bytes()
    {
        var file = PhantomFile.Write(_folder);
        var (first, second) = (Analyse(file), Analyse(file));
        Assert.Equal(3, first.Results.Count);
        Assert.Equal(first.Results.Select(Bytes), second.Results.Select(Bytes));
    }

    [Fact]
    public void A_calibrated_image_that_names_its_muscle_is_measured()
    {
        var finding = Assert.Single(Analyse(PhantomFile.Write(_folder)).Findings);
        Assert.Equal("vastus-lateralis", finding.Structure);
        Assert.NotNull(finding.Measurement?.AreaCm2);
        Assert.NotNull(finding.Measurement.Echogenicity);
        Assert.InRange(finding.Measurement.AreaCm2.Value, finding.Measurement.AreaCm2Interval!.Value.Low,
            finding.Measurement.AreaCm2Interval.Value.High);
    }

    [Fact]
    public void Without_a_scale_the_grey_level_is_given_and_the_area_refused()
    {
        var finding = Assert.Single(Analyse(PhantomFile.Write(_folder, dataset => dataset.Remove(DicomTag.SequenceOfUltrasoundRegions)))
            .Findings);
        Assert.Equal(FindingStatus.Refused, finding.Status);
        Assert.Null(finding.Measurement!.AreaCm2);
        Assert.NotNull(finding.Measurement.Echogenicity);
        Assert.Contains("scale", finding.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_muscle_that_no_model_knows_is_refused_by_name()
    {
        var finding = Assert.Single(Analyse(PhantomFile.Write(_folder, dataset => dataset.AddOrUpdate(DicomTag.SeriesDescription,
            "BICEPS BRACHII LEFT"))).Findings);
        Assert.Equal((FindingStatus.Refused, "biceps-brachii"), (finding.Status, finding.Structure));
        Assert.Contains("No model", finding.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_image_has_no_area()
    {
        var finding = Assert.Single(Analyse(PhantomFile.Write(_folder, dataset =>
        {
            var bytes = dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)!.Buffer.Size;
            dataset.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, new byte[bytes]));
        })).Findings);
        Assert.Equal((FindingStatus.Refused, null), (finding.Status, finding.Measurement));
        Assert.Contains("blank", finding.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_along_the_muscle_is_refused_and_has_no_number()
    {
        var finding = Assert.Single(Analyse(PhantomFile.Write(_folder, dataset => dataset.AddOrUpdate(DicomTag.SeriesDescription,
            "VASTUS LATERALIS LEFT LONGITUDINAL"))).Findings);
        Assert.Equal((FindingStatus.Refused, null, null), (finding.Status, finding.Structure, finding.Measurement));
        Assert.Contains("cut along the muscle", finding.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_goes_on_beyond_its_region_is_not_called_measured()
    {
        var finding = Assert.Single(Analyse(PhantomFile.Write(_folder, dataset =>
        {
            var region = dataset.GetSequence(DicomTag.SequenceOfUltrasoundRegions).Items[0];
            region.AddOrUpdate(DicomTag.RegionLocationMaxY1, region.GetSingleValue<uint>(DicomTag.RegionLocationMaxY1) / 2);
        })).Findings);
        Assert.NotEqual(FindingStatus.Measured, finding.Status);
        Assert.Contains(finding.Reasons, reason => reason.Contains("goes on beyond", StringComparison.Ordinal)
            || reason.Contains("No muscle", StringComparison.Ordinal));
    }

    [Fact]
    public void An_image_that_names_no_muscle_is_not_taken_for_one()
    {
        var finding = Assert.Single(Analyse(PhantomFile.Write(_folder, dataset => dataset.Remove(DicomTag.SeriesDescription))).Findings);
        Assert.NotEqual(FindingStatus.Measured, finding.Status);
        Assert.Contains(finding.Reasons, reason => reason.Contains("does not say which muscle", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_half_of_a_dual_image_is_measured_by_itself_and_goes_to_review()
    {
        var single = Assert.Single(Analyse(PhantomFile.Write(_folder)).Findings);
        var analysis = Analyse(PhantomFile.Write(_folder, Double));
        Assert.Equal(2, analysis.Findings.Count);
        Assert.Equal([0, 1], analysis.Findings.Select(finding => finding.Calibration!.RegionIndex));
        Assert.All(analysis.Findings, finding =>
        {
            Assert.Equal(single.Measurement!.AreaCm2!.Value, finding.Measurement!.AreaCm2!.Value, single.Measurement.AreaCm2.Value * 0.01);
            Assert.Equal(FindingStatus.Review, finding.Status);
            Assert.Contains(finding.Reasons, reason => reason.Contains("several scan pictures", StringComparison.Ordinal));
        });
        Assert.Equal(3, analysis.Results.Count);
    }

    [Fact]
    public void Muscle_and_side_that_the_user_states_are_recorded_as_such_and_give_other_instances()
    {
        var file = PhantomFile.Write(_folder, dataset => dataset.Remove(DicomTag.SeriesDescription));
        using var setup = AnalysisSetup.Create(Path.Combine(AppContext.BaseDirectory, "models"), new("cpu", "off"), "ACSA",
            reading: ReadingRules.Default with { Stated = new("vastus-lateralis", Laterality.Left) });
        var analysis = new StudyPipeline(setup).Analyse(file, RunAt, default);
        var finding = Assert.Single(analysis.Findings);
        Assert.Equal(("vastus-lateralis", "the user", "the user"), (finding.Structure, finding.StructureSource, finding.LateralitySource));
        Assert.NotNull(finding.Measurement?.AreaCm2);
        Assert.NotEqual(_setup.ConfigurationHash, setup.ConfigurationHash);
    }

    [Fact]
    public void A_ruler_stands_in_only_where_the_site_allows_it_and_never_without_review()
    {
        var file = PhantomFile.Write(_folder, dataset => dataset.Remove(DicomTag.SequenceOfUltrasoundRegions));
        using var setup = AnalysisSetup.Create(Path.Combine(AppContext.BaseDirectory, "models"), new("cpu", "off"), "ACSA",
            reading: ReadingRules.Default with { Calibration = new(RulerFallback: true, RulerTickCm: 1, SquarePixels: true) });
        var finding = Assert.Single(new StudyPipeline(setup).Analyse(file, RunAt, default).Findings);
        var stated = Assert.Single(Analyse(PhantomFile.Write(_folder)).Findings).Calibration!;
        Assert.Equal(CalibrationSource.Ruler, finding.Calibration!.Source);
        Assert.Equal(stated.PixelSize.YCm, finding.Calibration.PixelSize.YCm, stated.PixelSize.YCm * 0.01);
        Assert.NotEqual(FindingStatus.Measured, finding.Status);
    }

    [Fact]
    public void What_is_no_DICOM_fails_with_a_reason_and_throws_nothing()
    {
        File.WriteAllText(_folder["x.dcm"], "hello");
        var analysis = Analyse(_folder["x.dcm"]);
        Assert.NotNull(analysis.Failure);
        Assert.Equal(["The object cannot be read as DICOM."], analysis.Reasons);
    }

    [Fact]
    public void Truncated_pixels_fail_with_a_reason()
    {
        var whole = File.ReadAllBytes(PhantomFile.Write(_folder));
        File.WriteAllBytes(_folder["short.dcm"], whole[..(whole.Length / 2)]);
        var analysis = Analyse(_folder["short.dcm"]);
        Assert.Empty(analysis.Results);
        Assert.NotEmpty(analysis.Reasons);
    }

    [Fact]
    public void An_object_that_is_no_ultrasound_image_is_left_alone()
    {
        var analysis = Analyse(PhantomFile.Write(_folder, dataset => dataset.AddOrUpdate(DicomTag.SOPClassUID, DicomUID.CTImageStorage)));
        Assert.Null(analysis.Failure);
        Assert.Empty(analysis.Findings);
        Assert.NotEmpty(analysis.Reasons);
    }

    InstanceAnalysis Analyse(string file) => _pipeline.Analyse(file, RunAt, default);

    // The same picture twice, side by side, each with its region.
    static void Double(DicomDataset dataset)
    {
        var (columns, rows) = (dataset.GetSingleValue<ushort>(DicomTag.Columns), dataset.GetSingleValue<ushort>(DicomTag.Rows));
        var row = columns * dataset.GetSingleValue<ushort>(DicomTag.SamplesPerPixel);
        var pixels = dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)!.Buffer.Data;
        var twice = new byte[rows * row * 2];
        for (var y = 0; y < rows; y++)
            for (var half = 0; half < 2; half++) Array.Copy(pixels, y * row, twice, (2 * y + half) * row, row);
        dataset.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, twice));
        dataset.AddOrUpdate(DicomTag.Columns, (ushort)(2 * columns));
        var first = dataset.GetSequence(DicomTag.SequenceOfUltrasoundRegions).Items[0];
        var second = first.Clone();
        foreach (var tag in new[] { DicomTag.RegionLocationMinX0, DicomTag.RegionLocationMaxX1 })
            second.AddOrUpdate(tag, first.GetSingleValue<uint>(tag) + columns);
        dataset.AddOrUpdate(new DicomSequence(DicomTag.SequenceOfUltrasoundRegions, first, second));
    }

    static string Bytes(ResultInstance result)
    {
        using var stream = new MemoryStream();
        result.File.Save(stream);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(stream.ToArray()));
    }
}
