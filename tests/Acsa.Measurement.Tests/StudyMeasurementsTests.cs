using Acsa.Imaging;

namespace Acsa.Measurement.Tests;

public sealed class StudyMeasurementsTests
{
    private const string Muscle = "rectus-femoris";

    [Fact]
    public void Repeated_images_of_a_muscle_and_side_are_averaged()
    {
        var summary = StudyMeasurements.Of(
            [Image("1", 4, grey: 60), Image("2", 5, grey: 66), Image("3", 6, grey: 63), Image("4", 9, Laterality.Right)]);
        Assert.Equal([Laterality.Left, Laterality.Right], summary.Muscles.Select(muscle => muscle.Laterality));
        var left = summary.Muscles[0];
        Assert.Equal((3, 0, new RepeatAverage(5, 1, 3), new RepeatAverage(63, 3, 3)),
            (left.Images, left.LeftOut, left.AreaCm2, left.MeanGrey));
        Assert.Equal(new RepeatAverage(9, null, 1), summary.Muscles[1].AreaCm2);
        Assert.Empty(left.Reasons);
    }

    [Fact]
    public void Frames_of_one_clip_count_once()
    {
        var summary = StudyMeasurements.Of([Image("1", 4), Image("1", 6) with { FrameNumber = 2 }, Image("2", 8)]);
        Assert.Equal(new RepeatAverage(6.5, Math.Sqrt(4.5), 2), summary.Muscles[0].AreaCm2);
    }

    [Fact]
    public void Two_pictures_in_one_frame_are_no_repetition_and_are_left_out()
    {
        var twice = new[] { Image("2", 6), Image("2", 8) };
        var muscle = Assert.Single(StudyMeasurements.Of([Image("1", 4), .. twice]).Muscles);
        Assert.Equal((1, 1, new RepeatAverage(4, null, 1)), (muscle.Images, muscle.LeftOut, muscle.AreaCm2));
        Assert.Equal(["1 of 2 images show the muscle in several pictures of one frame, and are left out."], muscle.Reasons);
        Assert.Null(Assert.Single(StudyMeasurements.Of(twice).Muscles).AreaCm2);
        // Of the other the model's own rules said that it is for review: one number is left, and no question which.
        Assert.Equal(new RepeatAverage(6, null, 1),
            StudyMeasurements.Of([twice[0], twice[1] with { Status = FindingStatus.Review }]).Muscles[0].AreaCm2);

        var slices = StudyMeasurements.Of([At("1", 0, 4), At("2", 2, 5), At("2", 2, 7), At("3", 4, 5), At("4", 6, 5)]).Muscles[0];
        Assert.Null(slices.VolumeCm3);
        Assert.Contains("No volume: the slice at 2 cm has no area.", slices.Reasons);
    }

    [Fact]
    public void What_a_person_has_to_look_at_enters_no_average_and_is_counted()
    {
        var muscle = Assert.Single(StudyMeasurements.Of([Image("1", 4), Image("2", 40) with { Status = FindingStatus.Review },
            Image("3", null) with { Status = FindingStatus.Refused }]).Muscles);
        Assert.Equal((1, 2, new RepeatAverage(4, null, 1)), (muscle.Images, muscle.LeftOut, muscle.AreaCm2));
        Assert.Equal(["2 of 3 images are refused or to be reviewed first, and are left out."], muscle.Reasons);
    }

    [Fact]
    public void An_average_has_an_interval_where_each_of_its_images_has_one()
    {
        var one = Image("1", 4) with { AreaCm2Interval = new(3, 6) };
        var clip = new[] { Image("2", 6) with { AreaCm2Interval = new(5, 7) },
            Image("2", 8) with { FrameNumber = 2, AreaCm2Interval = new(7, 11) } };
        Assert.Equal(new ErrorInterval(4.5, 7.5), StudyMeasurements.Of([one, .. clip]).Muscles[0].AreaCm2!.Interval);
        Assert.Null(StudyMeasurements.Of([one, .. clip, Image("3", 5)]).Muscles[0].AreaCm2!.Interval);
        Assert.Null(StudyMeasurements.Of([one]).Muscles[0].MeanGrey?.Interval);
    }

    [Fact]
    public void An_average_of_intervals_of_different_coverage_has_none()
    {
        MuscleImage[] images = [.. new[] { 0.9, 0.9, 0.8 }.Select((coverage, index) =>
            Image($"{index}", 4, grey: 50) with { AreaCm2Interval = new(3, 5, coverage), MeanGreyInterval = new(40, 60, 0.9) })];
        Assert.Equal(new ErrorInterval(3, 5, 0.9), StudyMeasurements.Of(images[..2]).Muscles[0].AreaCm2!.Interval);
        var mixed = StudyMeasurements.Of(images).Muscles[0];
        Assert.Equal((null, new ErrorInterval(40, 60, 0.9)), (mixed.AreaCm2!.Interval, mixed.MeanGrey!.Interval));
    }

    [Fact]
    public void A_study_says_more_than_its_images_by_repetition_by_both_sides_or_by_a_volume()
    {
        Assert.False(StudyMeasurements.Of(
            [Image("1", 4), Image("1", 6) with { FrameNumber = 2 }, Image("2", 4) with { Structure = "soleus" }]).SaysMoreThanItsImages);
        Assert.False(StudyMeasurements.Of([Image("1", 4), Image("2", 4) with { Status = FindingStatus.Review }]).SaysMoreThanItsImages);
        Assert.True(StudyMeasurements.Of([Image("1", 4), Image("2", 4)]).SaysMoreThanItsImages);
        Assert.True(StudyMeasurements.Of([Image("1", 4), Image("2", 4, Laterality.Right)]).SaysMoreThanItsImages);
        Assert.True(StudyMeasurements.Of([.. Enumerable.Range(1, 3).Select(place => Image($"{place}", 4) with { PositionCm = place })])
            .SaysMoreThanItsImages);
    }

    [Fact]
    public void Images_of_an_unknown_side_are_not_averaged()
    {
        var muscle = Assert.Single(StudyMeasurements.Of([Image("1", 4, Laterality.Unknown), Image("2", 5, Laterality.Unknown)]).Muscles);
        Assert.Null(muscle.AreaCm2);
        Assert.Equal(["No average: the images do not say which side they show."], muscle.Reasons);
    }

    [Fact]
    public void A_muscle_that_is_not_known_is_not_summarised() =>
        Assert.Empty(StudyMeasurements.Of([Image("1", 4) with { Structure = null }]).Muscles);

    [Fact]
    public void Sides_differ_by_the_symmetry_index()
    {
        var summary = StudyMeasurements.Of([Image("1", 4, grey: 50), Image("2", 6, Laterality.Right, grey: 50)]);
        var asymmetry = Assert.Single(summary.Asymmetries);
        Assert.Equal((40, 0, null), (asymmetry.AreaPercent, asymmetry.MeanGreyPercent, asymmetry.VolumePercent));
        Assert.Empty(StudyMeasurements.Of([Image("1", 4), Image("2", 6)]).Asymmetries);
        Assert.Empty(StudyMeasurements.Of([Image("1", 4), Image("2", 6, Laterality.Right) with { Structure = "vastus-lateralis" }])
            .Asymmetries);
    }

    [Fact]
    public void Sides_at_different_places_along_the_muscle_are_not_compared()
    {
        var right = Image("2", 6, Laterality.Right);
        var apart = StudyMeasurements.Of([At("1", 10, 4), right with { PositionCm = 15 }]);
        Assert.Empty(apart.Asymmetries);
        Assert.All(apart.Muscles, muscle =>
            Assert.Equal(["No difference of the sides: their images do not lie at the same places along the muscle."], muscle.Reasons));
        Assert.Equal([4.0, 6.0], apart.Muscles.Select(muscle => muscle.AreaCm2!.Mean));
        foreach (double? place in new double?[] { 10, null })
        {
            var together = StudyMeasurements.Of([At("1", 10, 4), right with { PositionCm = place }]);
            Assert.Equal(40, Assert.Single(together.Asymmetries).AreaPercent);
            Assert.All(together.Muscles, muscle => Assert.Empty(muscle.Reasons));
        }

        // Volumes of stretches of different length.
        foreach (var (last, isCompared) in new[] { (20, true), (25, false) })
            Assert.Equal(isCompared, StudyMeasurements.Of([At("1", 10, 4), At("2", 15, 4), At("3", 20, 4), .. new[] { 10, 15, last }.Select(
                place => At($"right {place}", place, 5) with { Laterality = Laterality.Right })]).Asymmetries.Count == 1);
    }

    [Fact]
    public void Volume_is_deepacsas_truncated_cones()
    {
        // DeepACSA's own worked example: 59.53 cm³.
        double[] areas = [2, 3, 5, 4, 2, 2];
        Assert.Equal(59.53, MuscleVolume.Between([.. areas.Select((area, i) => (3.75 * i, area))]), 2);
    }

    [Fact]
    public void Gaps_need_not_be_equal_and_the_order_does_not_matter() =>
        // A cone of base 9 cm² and height 6 cm, cut at 1 and 4 cm from its tip.
        Assert.Equal(0.5 * 0.5 * 216 / 3 - 0.25 / 3, MuscleVolume.Between([(6, 9), (1, 0.25), (4, 4)]), 9);

    [Fact]
    public void Volume_needs_three_slices_at_different_places()
    {
        Assert.Throws<ArgumentException>(() => MuscleVolume.Between([(0, 1), (1, 1)]));
        Assert.Throws<ArgumentException>(() => MuscleVolume.Between([(0, 1), (1, 1), (1, 2)]));
        var two = Slices((0, 4), (2, 5));
        Assert.Null(two.VolumeCm3);
        Assert.Contains("No volume: it takes 3 slices, and there are 2.", two.Reasons);
    }

    [Fact]
    public void Slices_at_one_place_are_averaged_before_the_volume()
    {
        var muscle = Slices((0, 4), (2, 5), (2, 7), (5, 9));
        Assert.Equal(MuscleVolume.Between([(0, 4), (2, 6), (5, 9)]), muscle.VolumeCm3);
        Assert.Equal(new MuscleSlice(2, 6, 2), muscle.Slices[1]);
        Assert.Null(muscle.AreaCm2);
        Assert.Contains("No average: the images lie at 3 places along the muscle.", muscle.Reasons);
    }

    [Fact]
    public void A_slice_without_an_area_leaves_no_volume()
    {
        var muscle = StudyMeasurements.Of(
            [At("1", 0, 4), At("2", 2, null) with { Status = FindingStatus.Refused }, At("3", 4, 5), At("4", 6, 5)]).Muscles[0];
        Assert.Null(muscle.VolumeCm3);
        Assert.Contains("No volume: the slice at 2 cm has no area.", muscle.Reasons);
    }

    [Fact]
    public void An_image_without_a_place_leaves_no_volume()
    {
        var muscle = StudyMeasurements.Of([At("1", 0, 4), At("2", 2, 4), At("3", 4, 5), Image("4", 5)]).Muscles[0];
        Assert.Null(muscle.VolumeCm3);
        Assert.Contains("No volume: 1 images do not state where they lie along the muscle.", muscle.Reasons);
    }

    private static MuscleSummary Slices(params (double Position, double Area)[] slices) =>
        StudyMeasurements.Of(slices.Select((slice, i) => At($"{i}", slice.Position, slice.Area))).Muscles[0];

    private static MuscleImage At(string uid, double position, double? area) => Image(uid, area) with { PositionCm = position };

    private static MuscleImage Image(string uid, double? area, Laterality side = Laterality.Left, double? grey = null) =>
        new(uid, 1, Muscle, side, FindingStatus.Measured, area, grey, null, null);
}
