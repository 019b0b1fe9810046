using System.Globalization;

namespace Acsa.Dicom;

/// <summary>The rules of PS3.5 6.2 for each text value representation. Each method throws <see cref="DicomValidationException"/>.</summary>
public static partial class DicomValidation
{
    /// <summary>Whether data sets check what is added to them, unless told otherwise.</summary>
    internal static bool PerformValidation { get; set; } = true;

    /// <summary>Application entity: up to 16 characters, no backslash or control character, not only spaces.</summary>
    public static void ValidateAE(string content)
    {
        if (content.Length == 0) return;
        MaximumLength(content, DicomVR.AE);
        NoControls(content, DicomVR.AE, allowed: "");
        if (string.IsNullOrWhiteSpace(content)) throw Invalid(content, DicomVR.AE, "value may not consist only of spaces");
    }

    /// <summary>Age: nnnD, nnnW, nnnM or nnnY.</summary>
    public static void ValidateAS(string content)
    {
        if (content.Length == 0) return;
        var good = content.Length == 4 && Digits(content.AsSpan(0, 3)) && "DWMY".Contains(content[3], StringComparison.Ordinal);
        if (!good) throw Invalid(content, DicomVR.AS, "value does not have pattern 000[DWMY]");
    }

    /// <summary>Code: up to 16 capital letters, digits, spaces and underscores.</summary>
    public static void ValidateCS(string content)
    {
        MaximumLength(content, DicomVR.CS);
        foreach (var c in content)
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c is not (' ' or '_'))
                throw Invalid(content, DicomVR.CS,
                    "value contains invalid character. Only uppercase letters, digits, space and underscore are allowed.");
    }

    /// <summary>Decimal: a number in at most 16 characters.</summary>
    public static void ValidateDS(string content)
    {
        MaximumLength(content, DicomVR.DS);
        var text = content.AsSpan().Trim(' ');
        if (text.Length == 0) return;
        if (!IsDecimal(text)) throw Invalid(content, DicomVR.DS, "value is no decimal string");
    }

    /// <summary>Integer: within 32 bits, in at most 12 characters.</summary>
    public static void ValidateIS(string content)
    {
        MaximumLength(content, DicomVR.IS);
        var text = content.AsSpan().Trim(' ');
        if (text.Length == 0) return;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            throw Invalid(content, DicomVR.IS, "value is no integer string");
    }

    /// <summary>Long string: up to 64 characters, no backslash or control character but ESC.</summary>
    public static void ValidateLO(string content) => ShortText(content, DicomVR.LO);

    /// <summary>Short string: up to 16 characters, no backslash or control character but ESC.</summary>
    public static void ValidateSH(string content) => ShortText(content, DicomVR.SH);

    /// <summary>Long text: up to 10240 characters.</summary>
    public static void ValidateLT(string content) => LongText(content, DicomVR.LT);

    /// <summary>Short text: up to 1024 characters.</summary>
    public static void ValidateST(string content) => LongText(content, DicomVR.ST);

    /// <summary>Person name: up to three component groups of at most 64 characters and five components.</summary>
    public static void ValidatePN(string content)
    {
        if (content.Length == 0) return;
        var groups = content.Split('=');
        if (groups.Length > 3) throw Invalid(content, DicomVR.PN, "value contains too many groups");
        foreach (var group in groups)
        {
            if (group.Length > DicomVR.PN.MaximumLength)
                throw Invalid(content, DicomVR.PN, "value exceeds maximum length of 64 characters");
            if (group.AsSpan().Count('^') > 4) throw Invalid(content, DicomVR.PN, "value contains too many components");
        }
        NoControls(content, DicomVR.PN, allowed: "\u001b");
    }

    /// <summary>Unique identifier (PS3.5 9.1).</summary>
    public static void ValidateUI(string content)
    {
        MaximumLength(content, DicomVR.UI);
        if (content.Length > 0 && !DicomUID.IsValidUid(content)) throw Invalid(content, DicomVR.UI, "value is no unique identifier");
    }

    private static void ShortText(string content, DicomVR vr)
    {
        MaximumLength(content, vr);
        NoControls(content, vr, allowed: "\u001b");
    }

    private static void LongText(string content, DicomVR vr)
    {
        MaximumLength(content, vr);
        NoControls(content, vr, allowed: "\u001b\t\n\f\r\\");
    }

    private static void MaximumLength(string content, DicomVR vr)
    {
        if (content.Length > vr.MaximumLength) throw Invalid(content, vr, $"value exceeds maximum length of {vr.MaximumLength} characters");
    }

    private static void NoControls(string content, DicomVR vr, string allowed)
    {
        foreach (var c in content)
            if ((char.IsControl(c) || c == '\\') && !allowed.Contains(c, StringComparison.Ordinal))
                throw Invalid(content, vr, "value contains a backslash or a control character");
    }

    /// <summary>Whether this is a decimal number as DS writes it.</summary>
    internal static bool IsDecimalString(ReadOnlySpan<char> text) => text.Length > 0 && IsDecimal(text);

    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        var digits = 0;
        var i = text[0] is '+' or '-' ? 1 : 0;
        for (var point = false; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i])) digits++;
            else if (text[i] == '.' && !point) point = true;
            else break;
        }
        if (digits == 0) return false;
        if (i == text.Length) return true;
        if (text[i] is not ('e' or 'E')) return false;
        var exponent = text[(i + 1)..];
        if (exponent.Length > 0 && exponent[0] is ('+' or '-')) exponent = exponent[1..];
        return exponent.Length > 0 && Digits(exponent);
    }

    private static bool Digits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static DicomValidationException Invalid(string content, DicomVR vr, string problem) => new(content, vr, problem);
}
