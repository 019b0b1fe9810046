namespace Acsa.Dicom.Serialization;

/// <summary>Decimal and integer strings as JSON numbers.</summary>
internal static class JsonNumber
{
    /// <summary>
    /// The same digits as RFC 8259 6 writes a number: no plus sign, no zeros in front, a digit on each side of the point. False if the
    /// text is no decimal string (PS3.5 6.2).
    /// </summary>
    internal static bool TryFrom(string text, out string number)
    {
        number = "";
        if (!DicomValidation.IsDecimalString(text)) return false;
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var sign = mantissa[0] == '-' ? "-" : "";
        mantissa = mantissa.TrimStart('+', '-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? mantissa : mantissa[..point]).TrimStart('0');
        var fraction = point < 0 ? "" : mantissa[(point + 1)..];
        number = sign + (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction)
            + (exponentAt < 0 ? "" : text[exponentAt..]);
        return true;
    }
}
