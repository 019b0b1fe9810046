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
        if (document.Studies.Any(study => study.Muscles.Any(muscle => muscle.Images + muscle.LeftOut > 1))) PrintStudies(document.Studies);
        AnsiConsole.WriteLine($"Results in {output}");
    }

    /// <summary>Prints what the images of each study say together.</summary>
    public static void PrintStudies(IReadOnlyList<StudyEntry> studies)
    {
        var table = Plain("study", "muscle", "images", "left out", "mean area cm²", "mean grey", "volume cm³", "right − left, area %",
            "reasons");
        foreach (var study in studies)
        {
            foreach (var muscle in study.Muscles)
            {
                var asymmetry = study.Asymmetries.FirstOrDefault(some => some.Structure == muscle.Structure);
                table.AddRow(Cells(
                    study.StudyInstanceUid, Muscle(muscle.Laterality, muscle.Structure), Number(muscle.Images, "0"),
                    Number(muscle.LeftOut, "0"),
                    Number(muscle.AreaCm2?.Mean, "0.00"), Number(muscle.MeanGrey?.Mean, "0.0"), Number(muscle.VolumeCm3, "0.0"),
                    Number(asymmetry?.AreaPercent, "0.0"), string.Join(' ', muscle.Reasons)));
            }
        }

        Write(table);
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

    public static string Muscle(ResultEntry entry) => Muscle(entry.Laterality, entry.Structure);

    static string Muscle(string? laterality, string? structure) =>
        string.Join(' ', new[] { laterality, structure?.Replace('-', ' ') }.OfType<string>()) is { Length: > 0 } text ? text
            : "—";
}
