namespace Acsa.Measurement;

/// <summary>The mean of repeated images; each instance counts once.</summary>
/// <param name="Sd">Sample SD (n − 1) between the instances; null for one.</param>
/// <param name="Images">Instances averaged.</param>
public sealed record RepeatAverage(double Mean, double? Sd, int Images)
{
    /// <summary>Null when there is no value.</summary>
    internal static RepeatAverage? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) return null;
        var mean = values.Sum() / values.Count;
        double? sd = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : null;
        return new(mean, sd, values.Count);
    }
}
