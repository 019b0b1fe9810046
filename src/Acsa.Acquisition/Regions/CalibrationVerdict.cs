using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Whether an outline may be measured in centimetres.</summary>
/// <param name="Calibration">The scale to use; null when refused.</param>
/// <param name="Reasons">Why it is refused, sentences for a sonographer; empty when a scale is given.</param>
/// <param name="Warnings">What a person should know before relying on the scale; may be non-empty in both cases.</param>
public sealed record CalibrationVerdict(Calibration? Calibration, IReadOnlyList<string> Reasons, IReadOnlyList<string> Warnings)
{
    /// <summary>The rulers drawn in the picture, with what was made of them; empty when none was found or looked for.</summary>
    public IReadOnlyList<RulerReading> Rulers { get; init; } = [];

    internal static CalibrationVerdict Refuse(string reason) => new(null, [reason], []);
}
