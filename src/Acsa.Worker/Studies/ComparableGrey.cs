using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Worker.Studies;

/// <summary>
/// Grey levels depend on device and preset as much as on the muscle (docs/measurements.md): a mean over images that state different ones,
/// or a difference between them, would be a number about the settings.
/// </summary>
static class ComparableGrey
{
    const string Reason = "No mean grey level: its images were not all made with one device, transducer and preset.";

    /// <summary>The summary without the grey levels that may not be put together.</summary>
    /// <param name="settings">Of each image that counts; null where that is not known any more.</param>
    public static StudyMeasurements Of(
        StudyMeasurements summary, IReadOnlyCollection<(string Structure, Laterality Side, ScannerSetting? Setting)> settings)
    {
        if (settings.Count == 0) return summary;
        return new(
            [
                .. summary.Muscles.Select(muscle =>
                    muscle.MeanGrey is null || IsOne(muscle.Structure, side => side == muscle.Laterality) ? muscle
                        : muscle with { MeanGrey = null, Reasons = [.. muscle.Reasons, Reason] }),
            ],
            [
                .. summary.Asymmetries.Select(sides => IsOne(sides.Structure, _ => true) ? sides : sides with { MeanGreyPercent = null })
                    .Where(sides =>
                        (sides.AreaPercent ?? sides.MeanGreyPercent ?? sides.ThicknessPercent ?? sides.VolumePercent) is not null),
            ]);

        bool IsOne(string structure, Func<Laterality, bool> ofSide)
        {
            var all = settings.Where(image => image.Structure == structure && ofSide(image.Side)).Select(image => image.Setting).ToList();
            return all.Count < 2 || (all[0] is not null && all.TrueForAll(setting => setting == all[0]));
        }
    }
}
