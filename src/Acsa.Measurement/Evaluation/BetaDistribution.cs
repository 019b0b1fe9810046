namespace Acsa.Measurement;

/// <summary>The regularised incomplete beta function, and the quantiles of F and t that come from it.</summary>
internal static class BetaDistribution
{
    // Lanczos' approximation with g = 7, nine terms: to 15 digits.
    private static readonly double[] s_lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The value that an F variable with these degrees of freedom stays below with probability <paramref name="p"/>.</summary>
    public static double FQuantile(double p, double numerator, double denominator)
    {
        var x = Quantile(p, numerator / 2, denominator / 2);
        return denominator * x / (numerator * (1 - x));
    }

    /// <summary>The value that |t| stays below with probability <paramref name="p"/>: t² is F with one degree of freedom above.</summary>
    public static double TwoSidedTQuantile(double p, double freedom) => Math.Sqrt(FQuantile(p, 1, freedom));

    private static double Quantile(double p, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 100 && low < high; i++)
        {
            var middle = (low + high) / 2;
            if (Regularised(middle, a, b) < p) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    private static double Regularised(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        // The fraction converges fast on this side of the mean.
        if (x > (a + 1) / (a + b + 2)) return 1 - Regularised(1 - x, b, a);
        var front = Math.Exp(a * Math.Log(x) + b * Math.Log(1 - x) + LogGamma(a + b) - LogGamma(a) - LogGamma(b)) / a;
        return front * Fraction(x, a, b);
    }

    // Continued fraction of the incomplete beta function (Abramowitz, Stegun 26.5.8), evaluated forwards by Lentz' method.
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var (c, d) = (1.0, 1 / Kept(1 - (a + b) * x / (a + 1)));
        var value = d;
        for (var m = 1; m <= 10_000; m++)
        {
            value *= Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
            var change = Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
            value *= change;
            if (Math.Abs(change - 1) < 1e-16) break;
        }
        return value;

        double Step(double term)
        {
            d = 1 / Kept(1 + term * d);
            c = Kept(1 + term / c);
            return c * d;
        }

        static double Kept(double denominator) => Math.Abs(denominator) < tiny ? tiny : denominator;
    }

    private static double LogGamma(double z)
    {
        if (z < 0.5) return Math.Log(Math.PI / Math.Sin(Math.PI * z)) - LogGamma(1 - z);
        var sum = s_lanczos[0];
        for (var i = 1; i < s_lanczos.Length; i++) sum += s_lanczos[i] / (z - 1 + i);
        var t = z + 6.5;
        return 0.5 * Math.Log(2 * Math.PI) + (z - 0.5) * Math.Log(t) - t + Math.Log(sum);
    }
}
