namespace Acsa.Measurement;

/// <summary>Half of an interval: a constant, and how it grows with the signs of doubt.</summary>
public sealed record IntervalWeights(double Constant, double Sweep, double Mirror)
{
    /// <summary>Null when a sign that has a weight could not be computed: taken for none, it would make the interval the narrower, the
    /// less is known.</summary>
    public double? Half(double? sweep, double? mirror) => Constant + Part(Sweep, sweep) + Part(Mirror, mirror);

    private static double? Part(double weight, double? sign) => weight == 0 ? 0 : weight * sign;
}
