using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Priors;

namespace Acsa.Worker.Tests.Priors;

public sealed class PriorChoiceTests
{
    static readonly ScannerSetting Now = new("Maker", "One", "L12", "MSK");

    [Fact]
    public void The_last_study_of_the_same_muscle_and_side_is_compared_by_the_mean_of_its_images()
    {
        var comparison = Assert.Single(Of([Measured(4.4)], Now,
        [
            Prior("1.1", "20240101", "a", 9), Prior("1.2", "20250101", "a", 3.9), Prior("1.2", "20250101", "b", 4.1),
            Prior("1.3", "20250601", "a", 8) with { Laterality = "right" },
            Prior("1.3", "20250601", "b", 8) with { Structure = "vastus-lateralis" },
        ]));
        Assert.Equal((4.0, 2, new DateOnly(2025, 1, 1)), (comparison.AreaCm2, comparison.Images, comparison.Date));
        Assert.Equal(10, comparison.Change!.Value, 1e-9);
    }

    [Theory]
    [InlineData("Other", "One", "L12", "MSK", "device")]
    [InlineData("Maker", "Two", "L12", "MSK", "device")]
    [InlineData("Maker", "One", "L9", "MSK", "transducer")]
    [InlineData("Maker", "One", "L12", "NERVE", "preset")]
    [InlineData("Maker", "One", "L12", null, "preset")]
    public void Another_device_or_preset_is_said_and_no_change_is_given(string maker, string model, string transducer, string? preset,
        string word)
    {
        var comparison = Assert.Single(
            Of([Measured(4.4)], new(maker, model, transducer, preset), [Prior("1.1", "20250101", "a", 4)]));
        Assert.Null(comparison.Change);
        Assert.Contains(word, comparison.Difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_studies_that_name_no_device_are_not_compared_and_ones_without_preset_are()
    {
        var nameless = Prior("1.1", "20250101", "a", 4) with { Manufacturer = null, Model = null, Transducer = null, Preset = null };
        var comparison = Assert.Single(Of([Measured(4.4)], new(null, null, null, null), [nameless]));
        Assert.Null(comparison.Change);
        Assert.Contains("device", comparison.Difference, StringComparison.Ordinal);

        var plain = Prior("1.1", "20250101", "a", 4) with { Transducer = null, Preset = null };
        Assert.Equal(10, Assert.Single(Of([Measured(4.4)], new("Maker", "One", null, null), [plain])).Change!.Value, 1e-9);
    }

    [Fact]
    public void What_is_not_measured_now_or_has_no_side_is_compared_with_nothing()
    {
        var priors = new[] { Prior("1.1", "20250101", "a", 4) };
        Assert.Empty(Of([Measured(4.4) with { Status = FindingStatus.Review }], Now, priors));
        Assert.Empty(Of([Measured(4.4) with { Laterality = Laterality.Unknown }], Now, priors));
        Assert.Empty(Of([Measured(4.4)], Now, []));
    }

    [Fact]
    public void Two_pictures_in_one_frame_are_compared_with_nothing_and_two_frames_of_a_clip_by_their_mean()
    {
        var priors = new[] { Prior("1.1", "20250101", "a", 4) };
        Assert.Empty(Of([Measured(4.4), Measured(6)], Now, priors));
        Assert.Empty(History([Measured(4.4), Measured(6)], Now, priors));
        var clip = Assert.Single(Of([Measured(4), Measured(6) with { FrameNumber = 2 }], Now, priors));
        Assert.Equal(25, clip.Change!.Value, 1e-9);
    }

    [Fact]
    public void The_trend_has_one_point_for_each_earlier_study_with_the_same_device_and_preset()
    {
        var history = History([Measured(4.4)], Now,
        [
            Prior("1.3", "20250601", "a", 4), Prior("1.2", "20250101", "a", 3.8), Prior("1.2", "20250101", "b", 4.2),
            Prior("1.2", "20250101", "b", 4.4),
            Prior("1.4", "20250701", "a", 9) with { Preset = "NERVE" }, Prior("1.5", "20250801", "a", 9) with { Laterality = "right" },
            Prior("1.6", "20250901", "a", 9), Prior("1.6", "20250901", "b", 9) with { Model = "Two" },
        ]);
        Assert.Equal([(new DateOnly(2025, 1, 1), 4.05), (new DateOnly(2025, 6, 1), 4.0)],
            history.Select(value => (value.Date, Math.Round(value.AreaCm2, 9))));
        Assert.Empty(History([Measured(4.4) with { Status = FindingStatus.Review }], Now, [Prior("1.3", "20250601", "a", 4)]));
    }

    [Fact]
    public void An_image_at_a_stated_place_is_compared_with_images_at_that_place_alone()
    {
        // A study of a whole muscle, slice by slice, and one that states no places.
        PriorEntry[] slices =
        [
            Prior("1.3", "20250601", "a", 4) with { PositionCm = 10 }, Prior("1.3", "20250601", "b", 8) with { PositionCm = 15 },
            Prior("1.3", "20250601", "c", 2) with { PositionCm = 20 },
        ];
        var here = Assert.Single(Of([Measured(4.4)], Now, slices, 10.001));
        Assert.Equal((4.0, 1), (here.AreaCm2, here.Images));
        Assert.Equal(10, here.Change!.Value, 1e-9);
        Assert.Equal([4.0], History([Measured(4.4)], Now, [.. slices, Prior("1.2", "20250101", "a", 9)], 10).Select(value => value.AreaCm2));
        // The mean of all of them is the area of no place.
        foreach (double? place in new double?[] { 12, null })
        {
            Assert.Empty(Of([Measured(4.4)], Now, slices, place));
            Assert.Empty(History([Measured(4.4)], Now, slices, place));
        }

        foreach (var (now, before) in new (double?, double?)[] { (10, 12), (10, null), (null, 12) })
        {
            var elsewhere = Assert.Single(Of([Measured(4.4)], Now, [Prior("1.2", "20250101", "a", 4) with { PositionCm = before }], now));
            Assert.Equal((4.0, null), (elsewhere.AreaCm2, elsewhere.Change));
            Assert.Contains("the same place along the muscle", elsewhere.Difference, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_number_of_two_issuers_is_two_persons_and_the_key_says_nothing_of_it()
    {
        var data = new DicomDataset();
        data.AddOrUpdate(DicomTag.PatientID, "P1");
        data.AddOrUpdate(DicomTag.StudyInstanceUID, "1.2");
        Assert.Null(PriorSubject.Read(data, [1]));
        data.AddOrUpdate(DicomTag.StudyDate, "20250101");
        var first = PriorSubject.Read(data, [1])!;
        data.AddOrUpdate(DicomTag.IssuerOfPatientID, "CLINIC");
        Assert.NotEqual(first.PatientKey, PriorSubject.Read(data, [1])!.PatientKey);
        Assert.NotEqual(PriorSubject.Read(data, [2])!.PatientKey, PriorSubject.Read(data, [1])!.PatientKey);
        Assert.DoesNotContain("P1", first.PatientKey, StringComparison.Ordinal);
    }

    static IReadOnlyList<PriorComparison> Of(
        IReadOnlyList<Finding> findings, ScannerSetting now, IReadOnlyList<PriorEntry> priors, double? placeCm = null) =>
        PriorChoice.Of(findings, now, priors, placeCm);

    static IReadOnlyList<PriorValue> History(
        IReadOnlyList<Finding> findings, ScannerSetting now, IReadOnlyList<PriorEntry> priors, double? placeCm = null) =>
        PriorChoice.History(findings, now, priors, placeCm);

    static Finding Measured(double area) => new(
        1, "rectus-femoris", Laterality.Left, FindingStatus.Measured, [], new(area, null, null, null, null, null, 1000), null, null, null,
        null);

    static PriorEntry Prior(string study, string date, string image, double area) =>
        new(study, date, image, "rectus-femoris", "left", area, 70, "Maker", "One", "L12", "MSK", null);
}
