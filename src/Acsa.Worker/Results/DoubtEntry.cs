using Acsa.Measurement;

namespace Acsa.Worker.Results;

/// <summary>Signs of how far an outline may be off (docs/measurements.md): what intervals come from and training/calibrate.py
/// fits.</summary>
sealed record DoubtEntry(double Sweep, double? Mirror, double? Agreement, double? GreySweep, double? GreyMirror, double? Right,
    double? Whole)
{
    public static DoubtEntry From(OutlineDoubt doubt) =>
        new(doubt.Sweep, doubt.Mirror, doubt.Agreement, doubt.GreySweep, doubt.GreyMirror, doubt.Right, doubt.Whole);

    /// <summary>The signs as they were; how many pixels the two thresholds gave is not kept.</summary>
    public OutlineDoubt ToDoubt() => new(null, null, Sweep, Mirror, Agreement, GreySweep, GreyMirror) { Right = Right, Whole = Whole };
}
