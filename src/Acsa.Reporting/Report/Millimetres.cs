using System.Globalization;

namespace Acsa.Reporting;

/// <summary>Lengths are measured in cm and reported in mm, as viewers expect them.</summary>
internal static class Millimetres
{
    /// <summary>Ten times <paramref name="cm"/>, by moving the decimal point: 0.07 cm is 0.7 mm, not 0.7000000000000001 mm.</summary>
    public static double FromCm(double cm)
    {
        var shifted = decimal.Parse(cm.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) * 10m;
        return double.Parse(shifted.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
