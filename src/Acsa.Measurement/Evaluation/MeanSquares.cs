namespace Acsa.Measurement;

/// <summary>The mean squares of a two-way table of n subjects and two methods, and what McGraw and Wong (1996) derive from them.</summary>
internal sealed record MeanSquares(int Subjects, double Rows, double Columns, double Error)
{
    private const int Methods = 2;

    /// <summary>ICC(A,1); null where all values are one.</summary>
    public double? Icc
    {
        get
        {
            var whole = Rows + (Methods - 1) * Error + (double)Methods / Subjects * (Columns - Error);
            return whole > 0 ? (Rows - Error) / whole : null;
        }
    }

    /// <summary>
    /// 95 % confidence (table 7, case A,1; degrees of freedom after Satterthwaite); null below three subjects and without any error.
    /// </summary>
    public Interval? IccInterval
    {
        get
        {
            if (Subjects < 3 || Icc is not { } icc || !(Error > 0) || icc >= 1) return null;
            double n = Subjects, k = Methods;
            var (a, b) = (k * icc / (n * (1 - icc)), 1 + k * icc * (n - 1) / (n * (1 - icc)));
            var sum = a * Columns + b * Error;
            var freedom = sum * sum / (a * Columns * (a * Columns) / (k - 1) + b * Error * (b * Error) / ((n - 1) * (k - 1)));
            var (lower, upper) = (BetaDistribution.FQuantile(0.975, n - 1, freedom), BetaDistribution.FQuantile(0.975, freedom, n - 1));
            var mixed = k * Columns + (k * n - k - n) * Error;
            var (low, high) = (n * (Rows - lower * Error) / (lower * mixed + n * Rows),
                n * (upper * Rows - Error) / (mixed + n * upper * Rows));
            // With next to no freedom left the quantiles run away.
            return double.IsFinite(low) && double.IsFinite(high) ? new Interval(low, high) : null;
        }
    }

    /// <summary>From at least two pairs.</summary>
    public static MeanSquares Of(IReadOnlyList<(double Predicted, double Truth)> pairs)
    {
        double n = pairs.Count;
        var (one, two) = (pairs.Sum(pair => pair.Predicted) / n, pairs.Sum(pair => pair.Truth) / n);
        var all = (one + two) / 2;
        double rows = 0, error = 0;
        foreach (var pair in pairs)
        {
            var row = (pair.Predicted + pair.Truth) / 2;
            rows += Methods * Square(row - all);
            error += Square(pair.Predicted - row - one + all) + Square(pair.Truth - row - two + all);
        }
        return new(pairs.Count, rows / (n - 1), n * (Square(one - all) + Square(two - all)), error / (n - 1));
    }

    private static double Square(double value) => value * value;
}
