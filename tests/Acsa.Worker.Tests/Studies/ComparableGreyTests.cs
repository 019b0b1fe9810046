using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Tests.Studies;

public sealed class ComparableGreyTests
{
    const string Muscle = "rectus-femoris";
    static readonly ScannerSetting Plain = new("Maker", "One", null, null);

    [Fact]
    public void Images_of_one_named_device_are_put_together_without_transducer_and_preset_too()
    {
        var summary = Summarised(Plain, Plain);
        Assert.Equal(62, summary.Muscles[0].MeanGrey!.Mean);
        Assert.NotNull(Assert.Single(summary.Asymmetries).MeanGreyPercent);
    }

    [Fact]
    public void Images_that_name_no_device_are_not_taken_for_images_of_one()
    {
        foreach (var nameless in new[] { new ScannerSetting(null, null, null, null), Plain with { Model = null } })
        {
            var summary = Summarised(nameless, nameless);
            Assert.Null(summary.Muscles[0].MeanGrey);
            Assert.NotNull(summary.Muscles[0].AreaCm2);
            Assert.Equal(["No mean grey level: its images do not name the device they were made with."], summary.Muscles[0].Reasons);
            Assert.Null(Assert.Single(summary.Asymmetries).MeanGreyPercent);
            Assert.NotNull(summary.Muscles[1].MeanGrey); // One image by itself is compared with nothing.
        }
    }

    [Fact]
    public void Images_of_two_devices_or_of_one_that_is_not_known_any_more_are_not_put_together()
    {
        foreach (var other in new[] { null, Plain with { Preset = "NERVE" }, Plain with { Model = "Two" } })
            Assert.Contains("not all made with one device", Assert.Single(Summarised(Plain, other).Muscles[0].Reasons),
                StringComparison.Ordinal);
    }

    // Two images of the left side, one of the right.
    static StudyMeasurements Summarised(ScannerSetting? first, ScannerSetting? second) => ComparableGrey.Of(
        StudyMeasurements.Of([Image("1", Laterality.Left, 60), Image("2", Laterality.Left, 64), Image("3", Laterality.Right, 60)]),
        [(Muscle, Laterality.Left, first), (Muscle, Laterality.Left, second), (Muscle, Laterality.Right, first)]);

    static MuscleImage Image(string uid, Laterality side, double grey) =>
        new(uid, 1, Muscle, side, FindingStatus.Measured, side == Laterality.Left ? 4 : 5, grey, null, null);
}
