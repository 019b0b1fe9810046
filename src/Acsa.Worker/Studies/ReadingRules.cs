using Acsa.Acquisition;

namespace Acsa.Worker.Studies;

/// <summary>How images are read beyond what they state themselves: what a site or a user decided.</summary>
/// <param name="Stated">Muscle and side as the user stated them for all images; null when the images are to say it.</param>
sealed record ReadingRules(CalibrationRules Calibration, AnatomyTable Anatomy, StatedAnatomy? Stated = null)
{
    public static ReadingRules Default { get; } = new(CalibrationRules.Strict, AnatomyTable.BuiltIn);

    /// <summary>Changes whenever a result may change.</summary>
    public string Fingerprint => $"{Calibration.Fingerprint}|anatomy {Anatomy.Fingerprint}|{Stated?.Structure} {Stated?.Side}";
}
