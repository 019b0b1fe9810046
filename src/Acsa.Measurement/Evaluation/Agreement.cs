namespace Acsa.Measurement;

/// <summary>How far two methods agree on the same quantity, in its unit. What the number of pairs does not allow is null.</summary>
/// <param name="Pairs">Pairs compared.</param>
/// <param name="Bias">Mean of predicted − truth.</param>
/// <param name="SdOfDifferences">Sample SD (n − 1) of the differences; from two pairs.</param>
/// <param name="Limits">Limits of agreement: bias ± 1.96 SD (Bland, Altman, Lancet 1986;1:307–310).</param>
/// <param name="Icc">ICC(A,1): two-way, absolute agreement, single measure (McGraw, Wong, Psychol Methods 1996;1:30–46); from two
/// pairs.</param>
/// <param name="Pearson">Correlation coefficient; null also where one method gives one value only.</param>
/// <param name="Sem">Standard error of measurement: √ of the mean square of error, which for two methods is SD of the differences ÷ √2; the
/// bias is not in it (Weir, J Strength Cond Res 2005;19:231–240).</param>
/// <param name="Mdc95">Minimal detectable change: 1.96 · √2 · SEM.</param>
/// <param name="MeanAbsolutePercent">Mean of |predicted − truth| ÷ truth, in percent, over pairs with a truth above 0.</param>
public sealed record Agreement(
    int Pairs, double Bias, double? SdOfDifferences, Interval? Limits, double? Icc, double? Pearson, double? Sem, double? Mdc95,
    double? MeanAbsolutePercent)
{
    /// <summary>Where the bias lies with 95 % confidence (t distribution); from two pairs.</summary>
    public Interval? BiasInterval { get; init; }

    /// <summary>
    /// Where the ICC lies with 95 % confidence (McGraw, Wong, table 7, case A,1); from three pairs, null where methods agree wholly.
    /// </summary>
    public Interval? IccInterval { get; init; }

    /// <summary>z of 95 %, as the papers have it.</summary>
    private const double Z95 = 1.96;

    /// <summary>Null without a pair.</summary>
    public static Agreement? Of(IReadOnlyList<(double Predicted, double Truth)> pairs)
    {
        var n = pairs.Count;
        if (n == 0) return null;
        var bias = pairs.Sum(pair => pair.Predicted - pair.Truth) / n;
        var positive = pairs.Where(pair => pair.Truth > 0).ToList();
        double? percent = positive.Count == 0 ? null
            : 100 * positive.Sum(pair => Math.Abs(pair.Predicted - pair.Truth) / pair.Truth) / positive.Count;
        if (n < 2) return new(n, bias, null, null, null, null, null, null, percent);
        var sd = Math.Sqrt(pairs.Sum(pair => Square(pair.Predicted - pair.Truth - bias)) / (n - 1));
        var sem = sd / Math.Sqrt(2);
        var half = BetaDistribution.TwoSidedTQuantile(0.95, n - 1) * sd / Math.Sqrt(n);
        var squares = MeanSquares.Of(pairs);
        return new(n, bias, sd, new(bias - Z95 * sd, bias + Z95 * sd), squares.Icc, Correlation(pairs), sem, Z95 * Math.Sqrt(2) * sem,
            percent)
        {
            BiasInterval = new(bias - half, bias + half),
            IccInterval = squares.IccInterval,
        };
    }

    private static double? Correlation(IReadOnlyList<(double Predicted, double Truth)> pairs)
    {
        double n = pairs.Count;
        var (one, two) = (pairs.Sum(pair => pair.Predicted) / n, pairs.Sum(pair => pair.Truth) / n);
        double oneOne = 0, oneTwo = 0, twoTwo = 0;
        foreach (var (predicted, truth) in pairs)
        {
            oneOne += Square(predicted - one);
            oneTwo += (predicted - one) * (truth - two);
            twoTwo += Square(truth - two);
        }
        return oneOne > 0 && twoTwo > 0 ? oneTwo / Math.Sqrt(oneOne * twoTwo) : null;
    }

    private static double Square(double value) => value * value;
}
