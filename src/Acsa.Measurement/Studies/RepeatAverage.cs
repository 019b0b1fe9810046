namespace Acsa.Measurement;

/// <summary>The mean of repeated images; each instance counts once.</summary>
/// <param name="Sd">Sample SD (n − 1) between the instances; null for one.</param>
/// <param name="Images">Instances averaged.</param>
public sealed record RepeatAverage(double Mean, double? Sd, int Images)
{
    /// <summary>
    /// From the mean of the lower ends of the instances' intervals to that of the upper ones: right where their errors go the same way, as
    /// those of one model in one muscle mostly do, and too wide otherwise. Null unless every averaged instance has one, of one coverage.
    /// </summary>
    public ErrorInterval? Interval { get; init; }

    /// <summary>Null when there is no value.</summary>
    internal static RepeatAverage? Of(IReadOnlyCollection<double> values, IReadOnlyCollection<ErrorInterval?> intervals)
    {
        if (values.Count == 0) return null;
        var mean = values.Sum() / values.Count;
        double? sd = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : null;
        return new(mean, sd, values.Count) { Interval = MeanOf(intervals) };
    }

    /// <summary>The interval between the means of both ends; null when one is missing or of another coverage.</summary>
    internal static ErrorInterval? MeanOf(IReadOnlyCollection<ErrorInterval?> intervals) =>
        intervals.Count == 0 || intervals.Any(one => one is null) || intervals.Select(one => one!.Value.Coverage).Distinct().Count() > 1
            ? null
        : new(intervals.Sum(one => one!.Value.Low) / intervals.Count, intervals.Sum(one => one!.Value.High) / intervals.Count,
            intervals.First()!.Value.Coverage);
}
