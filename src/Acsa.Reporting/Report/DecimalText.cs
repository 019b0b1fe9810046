using System.Diagnostics;
using System.Globalization;

namespace Acsa.Reporting;

/// <summary>Numbers as decimal strings of at most 16 characters (PS3.5 6.2, DS).</summary>
internal static class DecimalText
{
    const int MaxLength = 16;

    /// <summary>The shortest text that gives <paramref name="value"/> back, or the closest that fits, and whether it is exact.</summary>
    public static (string Text, bool Exact) Of(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A decimal string has no infinity and no NaN.");
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.Length <= MaxLength) return (text, true);
        for (var digits = 15; digits > 0; digits--)
        {
            text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (text.Length <= MaxLength) return (text, false);
        }
        throw new UnreachableException($"{value} has no text of {MaxLength} characters.");
    }
}
