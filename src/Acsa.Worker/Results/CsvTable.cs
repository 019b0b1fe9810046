using System.Globalization;
using System.Text;

namespace Acsa.Worker.Results;

/// <summary>Tables as CSV (RFC 4180, UTF-8, decimal point): an empty cell where nothing is known.</summary>
static class CsvTable
{
    const NumberStyles PlainNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <param name="rows">Texts may be anybody's; numbers are written with as many digits as give them back.</param>
    public static string Write(string heading, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder(heading).Append('\n');
        foreach (var row in rows) text.AppendJoin(',', row.Select(Cell)).Append('\n');
        return text.ToString();
    }

    static string? Cell(object? cell) => cell is string text ? Text(text) : Convert.ToString(cell, CultureInfo.InvariantCulture);

    // Scanners, files and people give the names: what a spreadsheet would take for a formula, quoted or not, begins with an apostrophe,
    // which it takes for text.
    static string Text(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] && !IsNumber(text)) text = $"'{text}";
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    static bool IsNumber(string text) =>
        double.TryParse(text, PlainNumber, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
}
