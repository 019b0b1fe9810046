namespace Acsa.Acquisition;

/// <summary>What a site decides about scales; without it, only what the scanner states counts.</summary>
/// <param name="RulerFallback">Whether the ruler drawn in the picture may stand in where the instance states no scale at all.</param>
/// <param name="RulerTickCm">What the shortest distance of ticks stands for on this site's scanners, cm; null when it must show
/// itself.</param>
/// <param name="SquarePixels">Whether this site's scanners write square pixels, so that a ruler in one direction tells both.</param>
public sealed record CalibrationRules(bool RulerFallback = false, double? RulerTickCm = null, bool SquarePixels = false)
{
    /// <summary>Only what the scanner states.</summary>
    public static CalibrationRules Strict { get; } = new();

    /// <summary>Changes whenever a result may change.</summary>
    public string Fingerprint =>
        FormattableString.Invariant($"ruler {(RulerFallback ? "stands in" : "checks")} {RulerTickCm} {(SquarePixels ? "square" : "")}");
}
