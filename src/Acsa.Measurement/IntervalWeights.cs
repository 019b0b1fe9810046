namespace Acsa.Measurement;

/// <summary>Half of an interval: a constant, and how it grows with the signs of doubt.</summary>
public sealed record IntervalWeights(double Constant, double Sweep, double Mirror)
{
    /// <summary>A sign that could not be computed counts as none.</summary>
    public double Half(double? sweep, double? mirror) => Constant + Sweep * (sweep ?? 0) + Mirror * (mirror ?? 0);
}
