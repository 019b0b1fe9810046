namespace Acsa.Worker.Evaluation;

/// <summary>Mean and spread over cases that have the value.</summary>
/// <param name="Sd">Sample SD (n − 1); null for one case.</param>
sealed record EvaluationSpread(int Cases, double Mean, double? Sd, double Median, double Least, double Most)
{
    /// <summary>Null when no case has the value.</summary>
    public static EvaluationSpread? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToList();
        if (sorted.Count == 0) return null;
        var mean = sorted.Sum() / sorted.Count;
        double? sd = sorted.Count > 1 ? Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Count - 1)) : null;
        return new(sorted.Count, mean, sd, (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[0], sorted[^1]);
    }
}
