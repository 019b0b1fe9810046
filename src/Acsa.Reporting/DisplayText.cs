using System.Globalization;

namespace Acsa.Reporting;

/// <summary>Texts that must fit an attribute.</summary>
internal static class DisplayText
{
    /// <summary>
    /// At most <paramref name="characters"/> UTF-16 units, never half a character (PS3.5 6.2 counts characters; this is never more).
    /// </summary>
    public static string Limit(string text, int characters)
    {
        if (text.Length <= characters) return text;
        var end = characters;
        if (char.IsLowSurrogate(text[end])) end--;
        return text[..end];
    }

    /// <summary>A number for people: invariant, rounded to <paramref name="digits"/> decimal places.</summary>
    public static string Number(double value, int digits) =>
        value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
