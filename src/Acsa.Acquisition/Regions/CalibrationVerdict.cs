using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Whether an outline may be measured in centimetres.</summary>
/// <param name="Calibration">The scale to use; null when refused.</param>
/// <param name="Reasons">Why it is refused, sentences for a sonographer; empty when a scale is given.</param>
/// <param name="Warnings">What a person should know before relying on the scale; may be non-empty in both cases.</param>
public sealed record CalibrationVerdict(Calibration? Calibration, IReadOnlyList<string> Reasons, IReadOnlyList<string> Warnings)
{
    internal static CalibrationVerdict Refuse(string reason, IReadOnlyList<string> warnings) => new(null, [reason], warnings);
}
