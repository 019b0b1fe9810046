using System.Globalization;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>Prints findings for people.</summary>
static class ResultTable
{
    public static void Print(ResultDocument document, string output)
    {
        var table = Plain("image", "frame", "muscle", "status", "area cm²", "mean grey", "reasons");
        foreach (var entry in document.Images)
        {
            table.AddRow(Cells(
                entry.File, entry.Frame?.ToString(CultureInfo.InvariantCulture) ?? "", Muscle(entry), entry.Status,
                Number(entry.AreaCm2, "0.00"),
                Number(entry.Echogenicity?.Mean, "0.0"), string.Join(' ', entry.Reasons)));
        }

        Write(table);
        AnsiConsole.WriteLine($"Results in {output}");
    }

    public static Table Plain(params string[] headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings) table.AddColumn(new TableColumn(Markup.Escape(heading)));
        return table;
    }

    /// <summary>Writes a table at its own width when nobody's window limits it.</summary>
    public static void Write(Table table)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 240;
        AnsiConsole.Write(table);
    }

    public static string[] Cells(params string[] texts) => [.. texts.Select(Markup.Escape)];

    public static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "—";

    public static string Muscle(ResultEntry entry) =>
        string.Join(' ', new[] { entry.Laterality, entry.Structure?.Replace('-', ' ') }.OfType<string>()) is { Length: > 0 } text ? text
            : "—";
}
