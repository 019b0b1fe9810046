namespace Acsa.Dicom;

public static partial class DicomValidation
{
    /// <summary>Date: YYYYMMDD, or a range of two for matching (PS3.4 C.2.2.2.5).</summary>
    public static void ValidateDA(string content)
    {
        if (content.Length == 0) return;
        if (!EachOfRange(content.TrimEnd(' '), IsDate))
            throw Invalid(content, DicomVR.DA, "one of the date values does not match the pattern YYYYMMDD");
    }

    /// <summary>Time: HH[MM[SS[.F…]]], or a range of two for matching.</summary>
    public static void ValidateTM(string content)
    {
        if (content.Length == 0) return;
        if (!EachOfRange(content.TrimEnd(' '), IsTime))
            throw Invalid(content, DicomVR.TM, "one of the time values does not match the pattern HHMMSS.FFFFFF");
    }

    /// <summary>Date and time: YYYY[MM[DD[HH[MM[SS[.F…]]]]]][±ZZZZ], or a range of two for matching.</summary>
    public static void ValidateDT(string content)
    {
        if (content.Length == 0) return;
        var text = content.TrimEnd(' ');
        if (!IsDateTime(text) && !IsDateTimeRange(text))
            throw Invalid(content, DicomVR.DT, "one of the date-time values does not match the pattern YYYYMMDDHHMMSS.FFFFFF&ZZZZ");
    }

    private delegate bool Rule(ReadOnlySpan<char> text);

    private static bool EachOfRange(ReadOnlySpan<char> text, Rule rule)
    {
        var dash = text.IndexOf('-');
        if (dash < 0) return rule(text);
        var first = text[..dash];
        var second = text[(dash + 1)..];
        return (first.Length > 0 || second.Length > 0)
            && (first.Length == 0 || rule(first)) && (second.Length == 0 || rule(second));
    }

    private static bool IsDateTimeRange(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '-') continue;
            var first = text[..i];
            var second = text[(i + 1)..];
            if ((first.Length == 0 || IsDateTime(first)) && (second.Length == 0 || IsDateTime(second)) && first.Length + second.Length > 0)
                return true;
        }
        return false;
    }

    private static bool IsDate(ReadOnlySpan<char> text) =>
        text.Length == 8 && Digits(text) && Within(text[4..6], 1, 12) && Within(text[6..8], 1, 31);

    private static bool IsTime(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        if (point >= 0 && (whole.Length != 6 || !IsFraction(text[(point + 1)..]))) return false;
        if (whole.Length is not (2 or 4 or 6) || !Digits(whole) || !Within(whole[..2], 0, 23)) return false;
        // 60 is a leap second (PS3.5 6.2).
        return (whole.Length < 4 || Within(whole[2..4], 0, 59)) && (whole.Length < 6 || Within(whole[4..6], 0, 60));
    }

    private static bool IsDateTime(ReadOnlySpan<char> text)
    {
        var zone = text.IndexOfAny('+', '-');
        if (zone >= 0)
        {
            var offset = text[(zone + 1)..];
            if (offset.Length != 4 || !Digits(offset) || !Within(offset[..2], 0, 14) || !Within(offset[2..], 0, 59)) return false;
            text = text[..zone];
        }
        if (text.Length < 4 || !Digits(text[..4])) return false;
        if (text.Length > 8) return IsDate(text[..8]) && IsTime(text[8..]);
        return text.Length is 4 or 6 or 8 && Digits(text)
            && (text.Length < 6 || Within(text[4..6], 1, 12)) && (text.Length < 8 || Within(text[6..8], 1, 31));
    }

    private static bool IsFraction(ReadOnlySpan<char> text) => text.Length is >= 1 and <= 6 && Digits(text);

    private static bool Within(ReadOnlySpan<char> twoDigits, int minimum, int maximum)
    {
        var number = (twoDigits[0] - '0') * 10 + twoDigits[1] - '0';
        return number >= minimum && number <= maximum;
    }
}
