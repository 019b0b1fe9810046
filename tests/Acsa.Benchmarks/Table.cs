using System.Globalization;

namespace Acsa.Benchmarks;

/// <summary>A table in Markdown, as it stands in docs/speed.md.</summary>
sealed class Table(params string[] columns)
{
    /// <summary>How numbers are written.</summary>
    public static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    readonly List<string[]> _rows = [];

    /// <summary>Adds a row; numbers are written the invariant way.</summary>
    public void Add(params object?[] cells) =>
        _rows.Add([.. cells.Select(cell => Convert.ToString(cell, Culture) ?? "")]);

    public void Print(string title)
    {
        Console.WriteLine();
        Console.WriteLine("### " + title);
        Console.WriteLine();
        Console.WriteLine("| " + string.Join(" | ", columns) + " |");
        Console.WriteLine("|" + string.Concat(columns.Select(_ => "---|")));
        foreach (var row in _rows) Console.WriteLine("| " + string.Join(" | ", row) + " |");
    }
}
