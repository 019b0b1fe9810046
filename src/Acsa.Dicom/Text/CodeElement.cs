using System.Text;

namespace Acsa.Dicom;

/// <summary>One coded character set of PS3.3 C.12.1.1.2 and the escape sequence that calls it (PS3.5 6.1.2.5).</summary>
internal sealed class CodeElement
{
    /// <summary>More terms than there are sets serve no purpose.</summary>
    internal const int MaximumTerms = 16;

    /// <summary>Combinations of terms that are kept for the next data set: those in use anywhere come to some dozens.</summary>
    internal const int MaximumKept = 256;

    internal static readonly CodeElement Ascii = new("ISO_IR 6", 20127, "(B", isUpper: false);

    private static readonly CodeElement[] All = CreateAll();

    private readonly Lazy<Encoding> _encoding;

    private CodeElement(string term, int codePage, string? escape, bool isUpper, int bytesPerCharacter = 1, bool isWhole = false)
    {
        Term = term;
        CodePage = codePage;
        EscapeSequence = escape is null ? [] : Encoding.ASCII.GetBytes("\u001b" + escape);
        IsUpper = isUpper;
        BytesPerCharacter = bytesPerCharacter;
        IsWhole = isWhole;
        _encoding = new Lazy<Encoding>(() => Get(codePage));
    }

    /// <summary>The defined term without code extensions.</summary>
    internal string Term { get; }

    internal int CodePage { get; }

    /// <summary>ESC and what follows it.</summary>
    internal byte[] EscapeSequence { get; }

    /// <summary>Whether its bytes have the high bit set (G1); else it takes ASCII's place (G0).</summary>
    internal bool IsUpper { get; }

    internal int BytesPerCharacter { get; }

    /// <summary>Whether it knows no escape sequences and includes ASCII.</summary>
    internal bool IsWhole { get; }

    internal Encoding Encoding => _encoding.Value;

    /// <summary>The encoding of ASCII and this set together, for sets of one byte per character.</summary>
    internal Encoding? SingleByteEncoding => BytesPerCharacter == 1 ? Encoding : null;

    internal static IReadOnlyList<CodeElement> Escapable => All;

    /// <summary>The set of a defined term, with or without code extensions; common misspellings are understood.</summary>
    internal static CodeElement? Find(string term)
    {
        var number = term.Trim().ToUpperInvariant().Replace('-', ' ').Replace('_', ' ');
        number = number.Replace("ISO 2022 IR ", "", StringComparison.Ordinal).Replace("ISO IR ", "", StringComparison.Ordinal)
            .Replace("ISO 8859 1", "100", StringComparison.Ordinal).Replace("UTF 8", "192", StringComparison.Ordinal);
        if (number == "6") return Ascii;
        return Array.Find(All, element => element.Term == number || element.Term == "ISO_IR " + number);
    }

    /// <summary>The defined term for an encoding, or null.</summary>
    internal static string? TermOf(Encoding encoding)
    {
        if (encoding.CodePage == Ascii.CodePage) return Ascii.Term;
        return Array.Find(All, element => element.CodePage == encoding.CodePage && element.BytesPerCharacter == 1)?.Term;
    }

    /// <summary>The same encoding, but a character that it lacks is an error, not a question mark.</summary>
    internal static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.EncoderFallback = EncoderFallback.ExceptionFallback;
        return strict;
    }

    /// <summary>Whether what stands below is JIS X 0201's romaji, not ASCII; the two differ in yen and overline only.</summary>
    internal bool HasRomaji => Term == "ISO_IR 13";

    private static CodeElement[] CreateAll() =>
    [
        new("ISO_IR 100", 28591, "-A", isUpper: true),
        new("ISO_IR 101", 28592, "-B", isUpper: true),
        new("ISO_IR 109", 28593, "-C", isUpper: true),
        new("ISO_IR 110", 28594, "-D", isUpper: true),
        new("ISO_IR 144", 28595, "-L", isUpper: true),
        new("ISO_IR 127", 28596, "-G", isUpper: true),
        new("ISO_IR 126", 28597, "-F", isUpper: true),
        new("ISO_IR 138", 28598, "-H", isUpper: true),
        new("ISO_IR 148", 28599, "-M", isUpper: true),
        new("ISO_IR 203", 28605, "-b", isUpper: true),
        new("ISO_IR 166", 874, "-T", isUpper: true),
        // JIS X 0201: katakana above, romaji below. Code page 932 has the same single bytes.
        new("ISO_IR 13", 932, ")I", isUpper: true),
        // Two bytes per character, reached by escape sequence only.
        new("ISO_IR 87", 51932, "$B", isUpper: false, bytesPerCharacter: 2),
        new("ISO_IR 159", 20932, "$(D", isUpper: false, bytesPerCharacter: 2),
        new("ISO_IR 149", 51949, "$)C", isUpper: true, bytesPerCharacter: 2),
        new("ISO_IR 58", 936, "$)A", isUpper: true, bytesPerCharacter: 2),
        new("ISO_IR 192", 65001, null, isUpper: true, isWhole: true),
        new("GB18030", 54936, null, isUpper: true, isWhole: true),
        new("GBK", 936, null, isUpper: true, isWhole: true),
    ];

    // Unicode and Latin-1 are built in, the others are in the provider of the shared framework. Their own fallback would write letters
    // that merely look alike, so they get one that does not.
    private static Encoding Get(int codePage) => codePage switch
    {
        65001 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        28591 => Encoding.Latin1,
        20127 => Encoding.ASCII,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(
            codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))
            ?? throw new PlatformNotSupportedException($"Code page {codePage} is missing from this runtime"),
    };
}
