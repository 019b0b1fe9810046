using System.Globalization;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Decimal String (DS): numbers as text of at most 16 characters.</summary>
public sealed class DicomDecimalString : DicomNumberStringElement
{
    /// <summary>An element of these numbers.</summary>
    public DicomDecimalString(DicomTag tag, params decimal[] values) : base(tag, Array.ConvertAll(values, ToDecimalString))
    {
    }

    /// <summary>An element of these values.</summary>
    public DicomDecimalString(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomDecimalString(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.DS;

    private protected override Type NaturalType => typeof(decimal);

    /// <summary>The number in at most 16 characters: exact if it fits, else with as many digits as fit.</summary>
    public static string ToDecimalString(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Length <= Limits.LongestDecimalString ? text
            : Shorten(digits => value.ToString(digits, CultureInfo.InvariantCulture), 29);
    }

    /// <summary>
    /// The number in at most 16 characters: the shortest text that reads back the same if it fits, else as many digits as fit.
    /// </summary>
    /// <exception cref="DicomDataException">The number is not finite, which DS cannot say.</exception>
    internal static string ToDecimalString(double value)
    {
        if (!double.IsFinite(value)) throw new DicomDataException("A decimal string (DS) cannot hold NaN or infinity");
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Length <= Limits.LongestDecimalString ? text
            : Shorten(digits => value.ToString(digits, CultureInfo.InvariantCulture), 17);
    }

    private protected override object ParseNumber(string text, Type type)
    {
        const NumberStyles style = NumberStyles.Float;
        if (type == typeof(double)) return Finite(double.Parse(text, style, CultureInfo.InvariantCulture));
        if (type == typeof(float)) return Finite(float.Parse(text, style, CultureInfo.InvariantCulture));
        var number = decimal.Parse(text, style, CultureInfo.InvariantCulture);
        return type == typeof(decimal) ? number : ChangeType(number, type);
    }

    // "NaN" and "Infinity" are no decimal strings (PS3.5 6.2), and "1e400" is no number that fits.
    private static T Finite<T>(T number) where T : System.Numerics.IFloatingPoint<T> =>
        T.IsFinite(number) ? number : throw new FormatException("The text is no number that a decimal string can hold.");

    private static string Shorten(Func<string, string> format, int digits)
    {
        for (; digits > 1; digits--)
        {
            var text = format(string.Create(CultureInfo.InvariantCulture, $"G{digits}"));
            if (text.Length <= Limits.LongestDecimalString) return text;
        }
        return format("G1");
    }
}
