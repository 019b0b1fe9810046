using System.Globalization;
using System.Text;

namespace Acsa.Reporting;

/// <summary>Text for the standard font Helvetica in WinAnsiEncoding (ISO 32000-1 9.6.2.2, annex D).</summary>
public static class PdfText
{
    const int WidthOfOthers = 556;

    // Advance widths of Helvetica in thousandths of the font size, from the space to the tilde.
    static readonly int[] s_widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Width in points.</summary>
    public static double Width(string text, double size) =>
        text.Sum(c => c is >= ' ' and <= '~' ? s_widths[c - ' '] : WidthOfOthers) * size / 1000;

    /// <summary>A string object; what the encoding lacks becomes a question mark.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("(");
        foreach (var c in text)
        {
            if (c is '(' or ')' or '\\') literal.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') literal.Append(c);
            // Latin-1 has its own places in WinAnsiEncoding from the no-break space on.
            else if (c is >= '\u00A0' and <= '\u00FF') literal.Append(CultureInfo.InvariantCulture, $"\\{Convert.ToString(c, 8)}");
            else literal.Append('?');
        }
        return literal.Append(')').ToString();
    }

    /// <summary>Lines not wider than <paramref name="width"/> points, broken at spaces; a word that is wider stands alone.</summary>
    public static IEnumerable<string> Wrap(string text, double size, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size) > width)
            {
                yield return line;
                line = word;
            }
            else line = longer;
        }
        if (line.Length > 0) yield return line;
    }
}
