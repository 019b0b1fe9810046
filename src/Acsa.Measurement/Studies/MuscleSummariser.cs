using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Averages and volume of one muscle on one side.</summary>
internal static class MuscleSummariser
{
    public static MuscleSummary Summarise(string structure, Laterality laterality, IReadOnlyList<MuscleImage> images)
    {
        // Frames of one clip are no repeated images: an instance counts once.
        var instances = images.GroupBy(image => image.SopInstanceUid, StringComparer.Ordinal).Select(frames =>
            new Instance([.. frames])).ToList();
        var counted = instances.Where(instance => instance.IsMeasured).ToList();
        var reasons = new List<string>();
        var doubled = instances.Count(instance => instance.IsDoubled);
        if (instances.Count - counted.Count - doubled is > 0 and var unmeasured)
            reasons.Add(Text($"{unmeasured} of {instances.Count} images are refused or to be reviewed first, and are left out."));
        if (doubled > 0)
            reasons.Add(Text($"{doubled} of {instances.Count} images show the muscle in several pictures of one frame, and are left out."));
        var places = Places(instances);
        var withoutPlace = instances.Count(instance => instance.PositionCm is null);

        var mayAverage = counted.Count > 0;
        if (laterality == Laterality.Unknown && counted.Count > 1)
        {
            mayAverage = false;
            reasons.Add("No average: the images do not say which side they show.");
        }
        if (places.Count > 1)
        {
            mayAverage = false;
            reasons.Add(Text($"No average: the images lie at {places.Count} places along the muscle."));
        }
        var slices = places.Select(Slice).ToList();
        return new(
            structure, laterality, counted.Count, instances.Count - counted.Count,
            mayAverage ? Average(counted, image => image.AreaCm2, image => image.AreaCm2Interval) : null,
            mayAverage ? Average(counted, image => image.MeanGrey, image => image.MeanGreyInterval) : null,
            mayAverage ? Average(counted, image => image.ThicknessCm, _ => null) : null,
            slices, Volume(laterality, slices, withoutPlace, reasons), reasons);
    }

    private static double? Volume(Laterality laterality, List<MuscleSlice> slices, int withoutPlace, List<string> reasons)
    {
        // Who states no places does not ask for a volume, and one place is a usual image.
        if (slices.Count < 2) return null;
        var missing = slices.Where(slice => slice.AreaCm2 is null).Select(slice => Text($"{slice.PositionCm:0.##}")).ToList();
        string? objection = laterality == Laterality.Unknown ? "the images do not say which side they show"
            : slices.Count < MuscleVolume.LeastSlices ? Text($"it takes {MuscleVolume.LeastSlices} slices, and there are {slices.Count}")
            : withoutPlace > 0 ? Text($"{withoutPlace} images do not state where they lie along the muscle")
            : missing.Count > 0 ? $"the slice at {string.Join(", ", missing)} cm has no area"
            : null;
        if (objection is null) return MuscleVolume.Between([.. slices.Select(slice => (slice.PositionCm, slice.AreaCm2!.Value))]);
        reasons.Add($"No volume: {objection}.");
        return null;
    }

    private static List<List<Instance>> Places(List<Instance> instances)
    {
        var places = new List<List<Instance>>();
        foreach (var instance in instances.Where(instance => instance.PositionCm is not null).OrderBy(instance => instance.PositionCm))
        {
            if (places.Count > 0 && instance.PositionCm - places[^1][0].PositionCm < MusclePlace.SameCm) places[^1].Add(instance);
            else places.Add([instance]);
        }
        return places;
    }

    private static MuscleSlice Slice(List<Instance> place)
    {
        var area = Average([.. place.Where(instance => instance.IsMeasured)], image => image.AreaCm2, image => image.AreaCm2Interval);
        return new(place[0].PositionCm!.Value, area?.Mean, area?.Images ?? 0);
    }

    private static RepeatAverage? Average(
        List<Instance> instances, Func<MuscleImage, double?> value, Func<MuscleImage, ErrorInterval?> interval)
    {
        var averaged = instances.Select(instance => instance.Mean(value, interval)).Where(mean => mean.Value is not null).ToList();
        return RepeatAverage.Of([.. averaged.Select(mean => mean.Value!.Value)], [.. averaged.Select(mean => mean.Interval)]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Instance(IReadOnlyList<MuscleImage> frames)
    {
        private readonly IReadOnlyList<MuscleImage> _measured = FramePictures.Unambiguous(
            frames.Where(frame => frame.Status == FindingStatus.Measured), frame => (frame.Structure, frame.Laterality, frame.FrameNumber));

        public bool IsMeasured => _measured.Count > 0;

        public bool IsDoubled => _measured.Count == 0 && frames.Any(frame => frame.Status == FindingStatus.Measured);

        public double? PositionCm { get; } = frames.Select(frame => frame.PositionCm).FirstOrDefault(position => position is not null);

        public (double? Value, ErrorInterval? Interval) Mean(Func<MuscleImage, double?> value, Func<MuscleImage, ErrorInterval?> interval)
        {
            var measured = _measured.Where(frame => value(frame) is not null).ToList();
            return measured.Count == 0 ? (null, null)
                : (measured.Sum(frame => value(frame)!.Value) / measured.Count, RepeatAverage.MeanOf([.. measured.Select(interval)]));
        }
    }
}
