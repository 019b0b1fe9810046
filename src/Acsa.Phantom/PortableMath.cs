namespace Acsa.Phantom;

/// <summary>Elementary functions from additions and products only: the platforms' own differ in their last bits, and a phantom must
/// not.</summary>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417;
    private const double TwoPi = 6.28318530717958647693;

    /// <summary>Sine of an angle in radians, |angle| below 10⁶.</summary>
    public static double Sin(double angle)
    {
        var turns = angle / TwoPi;
        var x = (turns - Math.Floor(turns + 0.5)) * TwoPi;
        const double half = TwoPi / 4;
        if (x > half) x = 2 * half - x;
        else if (x < -half) x = -2 * half - x;
        var s = x * x;
        return x * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110 * (1 - s / 156 * (1 - s / 210 * (1 - s / 272))))))));
    }

    /// <summary>Cosine of an angle in radians.</summary>
    public static double Cos(double angle) => Sin(angle + TwoPi / 4);

    /// <summary>e to the power x, |x| below 700.</summary>
    public static double Exp(double x)
    {
        var scaled = x / Ln2;
        var whole = Math.Floor(scaled + 0.5);
        var f = (scaled - whole) * Ln2;
        double sum = 1, term = 1;
        for (var i = 1; i <= 12; i++)
        {
            term *= f / i;
            sum += term;
        }
        return sum * BitConverter.Int64BitsToDouble(((long)whole + 1023) << 52);
    }

    /// <summary>Natural logarithm of a positive normal number.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }
        var z = (mantissa - 1) / (mantissa + 1);
        var s = z * z;
        var series = 1 + s * (1.0 / 3 + s * (1.0 / 5 + s * (1.0 / 7 + s * (1.0 / 9 + s * (1.0 / 11 + s * (1.0 / 13 + s / 15))))));
        return 2 * z * series + exponent * Ln2;
    }

    /// <summary>x to the power y; x not negative.</summary>
    public static double Pow(double x, double y) => x <= 0 ? 0 : Exp(y * Log(x));

    /// <summary>Amplitude ratio of a level in dB.</summary>
    public static double Amplitude(double decibels) => Exp(decibels * 0.11512925464970229);

    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, smooth between.</summary>
    public static double SmoothStep(double from, double to, double x)
    {
        var t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
