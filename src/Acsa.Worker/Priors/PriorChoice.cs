using System.Globalization;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Results;

namespace Acsa.Worker.Priors;

/// <summary>Which earlier study each structure of an image is compared with, and whether a change may be given.</summary>
static class PriorChoice
{
    /// <summary>One comparison for each structure and side that was measured now and in an earlier study: the last before this one.</summary>
    /// <param name="now">The image's device and preset.</param>
    /// <param name="priors">Of the same person, of earlier days.</param>
    /// <param name="placeCm">Where the image lies along the limb; null when it does not state it.</param>
    public static IReadOnlyList<PriorComparison> Of(
        IReadOnlyList<Finding> findings, ScannerSetting now, IReadOnlyList<PriorEntry> priors, double? placeCm) =>
    [
        .. Compared(findings)
            .GroupBy(finding => (Structure: finding.Structure!, finding.Laterality))
            .Select(group => Compare(group.Key.Structure, group.Key.Laterality, group.Average(finding => finding.Measurement!.AreaCm2!.Value), now,
                priors, placeCm))
            .OfType<PriorComparison>(),
    ];

    /// <summary>
    /// What earlier studies measured of the structures that are measured now, the oldest first: one mean for each study, and only of images made with the
    /// same device, transducer and preset and at the same place, by the rules for a change.
    /// </summary>
    public static IReadOnlyList<PriorValue> History(
        IReadOnlyList<Finding> findings, ScannerSetting now, IReadOnlyList<PriorEntry> priors, double? placeCm)
    {
        var wanted = Compared(findings).Select(finding => (finding.Structure!, ResultEntry.NameOf(finding.Laterality)!)).ToHashSet();
        return
        [
            .. priors
                .Where(prior => wanted.Contains((prior.Structure, prior.Laterality)) && MusclePlace.AreSame(prior.PositionCm, placeCm))
                .GroupBy(prior => (prior.StudyDate, prior.StudyInstanceUid, prior.Structure, prior.Laterality))
                .Where(study => study.All(prior => DifferenceOf(prior, now) is null))
                .OrderBy(study => study.Key.StudyDate, StringComparer.Ordinal).ThenBy(study => study.Key.StudyInstanceUid, StringComparer.Ordinal)
                .Select(study => new PriorValue(
                    DateOnly.ParseExact(study.Key.StudyDate, "yyyyMMdd", CultureInfo.InvariantCulture), study.Key.Structure,
                    ResultEntry.LateralityOf(study.Key.Laterality), MeanOf(study).Mean)),
        ];
    }

    /// <summary>What of an image's findings is compared with other studies.</summary>
    public static IReadOnlyList<Finding> Compared(IReadOnlyList<Finding> findings) => FramePictures.Unambiguous(
        findings.Where(finding => finding is { Structure: not null, Measurement.AreaCm2: not null, Status: FindingStatus.Measured })
            .Where(finding => finding.Laterality != Imaging.Laterality.Unknown),
        finding => (finding.Structure, finding.Laterality, finding.FrameNumber));

    // Frames of one clip are averaged first.
    static (double Mean, int Images) MeanOf(IEnumerable<PriorEntry> study)
    {
        var images = study.GroupBy(prior => prior.Image, StringComparer.Ordinal).Select(image => image.Average(prior => prior.AreaCm2)).ToList();
        return (images.Average(), images.Count);
    }

    /// <summary>The comparison of one structure's area with the last of earlier studies; null where there is none, or only one with images
    /// at several other places along the muscle: their mean is no area.</summary>
    public static PriorComparison? Compare(
        string structure, Imaging.Laterality side, double area, ScannerSetting now, IReadOnlyList<PriorEntry> priors, double? placeCm)
    {
        var same = priors.Where(prior => prior.Structure == structure && prior.Laterality == ResultEntry.NameOf(side)).ToList();
        if (same.Count == 0) return null;
        var date = same.Max(prior => prior.StudyDate)!;
        // Two studies of one day are not one study.
        var last = same.Where(prior => prior.StudyDate == date).GroupBy(prior => prior.StudyInstanceUid, StringComparer.Ordinal)
            .OrderBy(study => study.Key, StringComparer.Ordinal).Last().ToList();
        var here = last.FindAll(prior => MusclePlace.AreSame(prior.PositionCm, placeCm));
        var isElsewhere = here.Count == 0;
        if (isElsewhere && !last.TrueForAll(prior => MusclePlace.AreSame(prior.PositionCm, last[0].PositionCm))) return null;
        if (!isElsewhere) last = here;
        var (before, images) = MeanOf(last);
        var difference = last.Select(prior => DifferenceOf(prior, now)).OfType<string>().FirstOrDefault()
            ?? (isElsewhere ? "the two do not state the same place along the muscle" : null);
        return new(
            structure, side, DateOnly.ParseExact(date, "yyyyMMdd", CultureInfo.InvariantCulture), before, images,
            difference is null && before > 0 ? 100 * (area - before) / before : null, difference ?? (before > 0 ? null : "the earlier area is none"),
            [.. last.Select(prior => prior.Report).OfType<InstanceReference>().Distinct()]);
    }

    // Two images that name no device may be of two devices; transducer and preset, which few scanners state, may both be missing.
    static string? DifferenceOf(PriorEntry prior, ScannerSetting now) =>
        now.Model is null && prior.Model is null ? "neither names the device it was made with"
        : prior.Manufacturer != now.Manufacturer || prior.Model != now.Model ? "it was made with another device"
        : prior.Transducer != now.Transducer ? "it was made with another transducer"
        : prior.Preset != now.Preset ? "it was made with another preset" : null;
}
