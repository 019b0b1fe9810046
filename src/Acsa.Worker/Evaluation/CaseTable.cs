using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Worker.Evaluation;

/// <summary>
/// cases.csv beside masks: what their format cannot say. A heading with "image" and any of structure, laterality, grade, pixelXCm and
/// pixelYCm; an empty cell says nothing.
/// </summary>
sealed class CaseTable
{
    public const string FileName = "cases.csv";

    // One line for each image of a large study.
    const int MaxLines = 1_000_000;
    static readonly string[] Known = ["image", "structure", "laterality", "grade", "pixelXCm", "pixelYCm"];

    readonly Dictionary<string, Row> _rows = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Throws <see cref="InvalidDataException"/> naming line, value and what was expected.</summary>
    public static CaseTable Read(string file)
    {
        var table = new CaseTable();
        string[]? heading = null;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            if (++number > MaxLines) throw Wrong(number, "more lines", $"at most {MaxLines}");
            if (string.IsNullOrWhiteSpace(line)) continue;
            var cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (heading is null)
            {
                heading = cells;
                if (Array.Find(cells, cell => !Known.Contains(cell)) is { } unknown || !cells.Contains("image")
                    || cells.Distinct().Count() < cells.Length)
                    throw Wrong(number, line, $"a heading of image and any of {string.Join(", ", Known[1..])}, each once");
            }
            else if (cells.Length != heading.Length) throw Wrong(number, line, $"{heading.Length} cells");
            else table.Add(heading, cells, number);
        }

        return table;
    }

    public IReadOnlyList<MaskCase> Add(IReadOnlyList<MaskCase> cases) =>
    [
        .. cases.Select(one => _rows.TryGetValue(one.Image, out var row)
            ? one with
            {
                Structure = row.Structure ?? one.Structure,
                Laterality = row.Laterality ?? one.Laterality,
                Grade = row.Grade ?? one.Grade,
                PixelSize = row.PixelSize ?? one.PixelSize,
            }
            : one),
    ];

    void Add(string[] heading, string[] cells, int line)
    {
        var (x, y) = (Number("pixelXCm"), Number("pixelYCm"));
        if (x is null != y is null) throw Wrong(line, Cell("pixelXCm") ?? "", "both pixelXCm and pixelYCm, or neither");
        var row = new Row(
            Cell("structure") is { } structure ? MaskNames.OfLabel(structure) : null, Cell("laterality"), Grade(),
            x is { } width && y is { } height ? new PixelSize(width, height) : null);
        var image = Cell("image") ?? throw Wrong(line, "", "the name of an image");
        if (!_rows.TryAdd(MaskNames.OfFile(image).Image, row)) throw Wrong(line, image, "each image once");

        string? Cell(string name) => Array.IndexOf(heading, name) is var at and >= 0 && cells[at].Length > 0 ? cells[at] : null;

        int? Grade() => Cell("grade") is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var grade) && grade <= 9 ? grade
            : throw Wrong(line, text, "a grade from 0 to 9");

        double? Number(string name) => Cell(name) is not { } text ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 10 ? value
            : throw Wrong(line, text, "a pixel's size in cm, above 0 and below 10");
    }

    static InvalidDataException Wrong(int line, string value, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {line}: {value}; expected: {expected}."));

    sealed record Row(string? Structure, string? Laterality, int? Grade, PixelSize? PixelSize);
}
