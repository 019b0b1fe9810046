using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>What the images of a study say together, in words: the same in every form.</summary>
internal static class StudyText
{
    /// <summary>What no number says: what is counted, what is missing and why, what an interval means, whose outlines they are.</summary>
    public static IEnumerable<string> Comments(StudyReportRequest request)
    {
        yield return $"{ResultHeader.ResearchUseOnly}.";
        yield return "Only images whose verdict is measured are counted; frames of one clip are averaged first and count as one image.";
        foreach (var muscle in request.Measurements.Muscles)
        {
            var label = Label(muscle.Structure, muscle.Laterality, request);
            foreach (var sentence in About(muscle, request)) yield return $"{label}: {sentence}";
        }

        if (request.Measurements.Asymmetries.Count > 0)
            yield return "Asymmetry is 100 (R - L) / ((R + L) / 2) in percent: positive where the right side is larger.";
        if (request.Measurements.Muscles.Any(muscle => muscle.AreaCm2 is { Interval: not null, Images: > 1 }
            || muscle.MeanGrey is { Interval: not null, Images: > 1 }))
            yield return "Ends of intervals are the means of those of the images: right where the errors of all images go the same way, too wide otherwise.";
    }

    static IEnumerable<string> About(MuscleSummary muscle, StudyReportRequest request)
    {
        foreach (var reason in muscle.Reasons) yield return reason;
        foreach (var interval in IntervalText.Others(muscle)) yield return interval;
        if (muscle.VolumeCm3 is not null)
            yield return "The volume ends at the first and the last slice. Slices, cm along the limb: area, cm²: "
                + string.Join("; ", muscle.Slices.Select(slice =>
                string.Create(CultureInfo.InvariantCulture, $"{slice.PositionCm:0.##}: {slice.AreaCm2:0.00}"))) + ".";
        var images = request.Images.Where(image => image.Structure == muscle.Structure && image.Laterality == muscle.Laterality).ToList();
        if (images.Where(image => image.IsEdited).Select(image => image.SopInstanceUid).Distinct().Count() is var edited && edited > 0)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{edited} of {muscle.Images} images have a reader's outline, to which no interval applies.");
        if (images.Select(image => image.Model).OfType<ModelIdentity>().Distinct().ToList() is { Count: > 1 } models)
            yield return $"Outlined by {string.Join(" and ", models.Select(model => $"{model.Id} {model.Version}"))}.";
        if (images.Where(image => image.Instance is null).Select(image => image.SopInstanceUid).Distinct().Count() is var gone && gone > 0)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{gone} of the images are not held here any more and not referred to.");
        foreach (var (name, average) in new[] { ("area", muscle.AreaCm2), ("mean grey level", muscle.MeanGrey),
            ("thickness", muscle.ThicknessCm) })
            if (average is not null && average.Images != muscle.Images)
                yield return string.Create(CultureInfo.InvariantCulture, $"The {name} is the mean of {average.Images} of them.");
    }

    /// <summary>Numbers of a muscle with their units.</summary>
    public static string Sentence(MuscleSummary muscle, StudyReportRequest request)
    {
        var parts = new List<string>();
        if (muscle.AreaCm2 is { } area) parts.Add($"area {Average(area, 2)} cm²");
        if (muscle.MeanGrey is { } grey) parts.Add($"grey level {Average(grey, 1)}");
        if (muscle.ThicknessCm is { } thickness)
            parts.Add($"thickness {Average(thickness with { Mean = thickness.Mean * 10, Sd = thickness.Sd * 10 }, 1)} mm");
        if (muscle.VolumeCm3 is { } volume)
            parts.Add($"volume {DisplayText.Number(volume, 1)} cm³ by truncated cones between {muscle.Slices.Count.ToString(CultureInfo.InvariantCulture)} slices");
        var numbers = parts.Count == 0 ? "no number of the study" : string.Join(", ", parts);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Label(muscle.Structure, muscle.Laterality, request)}: {numbers}; {muscle.Images} image{(muscle.Images == 1 ? "" : "s")} counted.");
    }

    /// <summary>The difference of the sides of a muscle.</summary>
    public static string Sentence(SideAsymmetry sides, StudyReportRequest request)
    {
        var parts = new[] { ("area", sides.AreaPercent), ("grey level", sides.MeanGreyPercent), ("thickness", sides.ThicknessPercent),
            ("volume", sides.VolumePercent) }
            .Where(part => part.Item2 is not null).Select(part => $"{part.Item1} {Percent(part.Item2!.Value)} %");
        return $"{Label(sides.Structure, Laterality.Unknown, request)}, right to left: {string.Join(", ", parts)}.";
    }

    internal static string Percent(double value) => value.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    static string Average(RepeatAverage average, int digits) => DisplayText.Number(average.Mean, digits)
        + (average.Sd is { } sd ? $" (SD between images {DisplayText.Number(sd, digits)})" : "")
        + (average.Interval is { } range
        ? $" (model's range {DisplayText.Number(range.Low, digits)} to {DisplayText.Number(range.High, digits)})" : "");

    internal static string Label(string structure, Laterality side, StudyReportRequest request) =>
        NamedStructure.Of(structure, side, request.Context.Structures).Label;
}
