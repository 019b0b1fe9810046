using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Worker.Studies;

/// <summary>
/// Grey levels depend on device and preset as much as on the muscle (docs/measurements.md): a mean over images that state different ones,
/// or a difference between them, would be a number about the settings.
/// </summary>
static class ComparableGrey
{
    const string Different = "No mean grey level: its images were not all made with one device, transducer and preset.";
    const string Unnamed = "No mean grey level: its images do not name the device they were made with.";

    /// <summary>The summary without the grey levels that may not be put together.</summary>
    /// <param name="settings">Of each image that counts; null where that is not known any more.</param>
    public static StudyMeasurements Of(
        StudyMeasurements summary, IReadOnlyCollection<(string Structure, Laterality Side, ScannerSetting? Setting)> settings)
    {
        if (settings.Count == 0) return summary;
        return new(
            [
                .. summary.Muscles.Select(muscle =>
                    muscle.MeanGrey is null || Objection(muscle.Structure, side => side == muscle.Laterality) is not { } reason ? muscle
                        : muscle with { MeanGrey = null, Reasons = [.. muscle.Reasons, reason] }),
            ],
            [
                .. summary.Asymmetries
                    .Select(sides => Objection(sides.Structure, _ => true) is null ? sides : sides with { MeanGreyPercent = null })
                    .Where(sides =>
                        (sides.AreaPercent ?? sides.MeanGreyPercent ?? sides.ThicknessPercent ?? sides.VolumePercent) is not null),
            ]);

        string? Objection(string structure, Func<Laterality, bool> ofSide)
        {
            var all = settings.Where(image => image.Structure == structure && ofSide(image.Side)).Select(image => image.Setting).ToList();
            if (all.Count < 2) return null;
            if (all[0] is null || !all.TrueForAll(setting => setting == all[0])) return Different;
            // Images that name no device may be of two; transducer and preset, which few scanners state, may be missing.
            return all[0]!.Model is null ? Unnamed : null;
        }
    }
}
