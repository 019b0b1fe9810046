using System.Globalization;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Commands;

/// <summary>The table of `acsa analyze --positions`: where each slice lies along the limb. CSV with the heading image,positionCm.</summary>
sealed class SlicePositionTable
{
    const string Heading = "image,positionCm";
    const int MaxLines = 100_000, MaxBytes = 16 * 1024 * 1024;

    readonly string _file;
    readonly Dictionary<string, (int Line, double Cm)> _rows = new(StringComparer.Ordinal);

    SlicePositionTable(string file) => _file = file;

    /// <summary>Throws <see cref="UsageException"/> naming file, line and what was expected.</summary>
    public static SlicePositionTable Read(string file)
    {
        if (!File.Exists(file)) throw new UsageException($"There is no file {file}.");
        if (new FileInfo(file).Length > MaxBytes) throw new UsageException($"{file}: at most {MaxBytes} bytes are expected.");
        var table = new SlicePositionTable(file);
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (number > MaxLines) throw table.Wrong(number, $"at most {MaxLines} lines are expected");
            if (number == 1)
            {
                if (line.Replace(" ", "", StringComparison.Ordinal).TrimEnd(',') != Heading)
                    throw table.Wrong(1, $"the heading {Heading} is expected");
            }
            else if (!string.IsNullOrWhiteSpace(line)) table.Add(number, line);
        }

        if (table._rows.Count == 0) throw table.Wrong(number, "at least one image is expected");
        return table;
    }

    /// <summary>
    /// The entries with their places; a place that the table states wins over the object's own. Every line must name one image.
    /// </summary>
    public IReadOnlyList<ResultEntry> Apply(IReadOnlyList<ResultEntry> entries)
    {
        foreach (var (image, row) in _rows)
        {
            var named = entries.Where(entry => Names(image, entry)).Select(entry => entry.SopInstanceUid).Distinct().Count();
            if (named == 0) throw Wrong(row.Line, $"no analysed image is called {image}");
            if (named > 1) throw Wrong(row.Line, $"{named} analysed images are called {image}; name them by SOP Instance UID");
        }

        return [.. entries.Select(entry => PositionOf(entry) is { } cm
            ? entry with { SlicePosition = new(cm, SlicePlace.Table) } : entry)];
    }

    double? PositionOf(ResultEntry entry) =>
        entry.SopInstanceUid is { } uid && _rows.TryGetValue(uid, out var byUid) ? byUid.Cm
        : _rows.TryGetValue(entry.File, out var byFile) ? byFile.Cm : null;

    static bool Names(string image, ResultEntry entry) => entry.SopInstanceUid == image || entry.File == image;

    void Add(int number, string line)
    {
        var cells = line.Split(',', StringSplitOptions.TrimEntries);
        if (cells.Length != 2 || cells[0].Length == 0
            || !double.TryParse(cells[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var cm) || !(Math.Abs(cm) <= 1000))
            throw Wrong(number, "a file name or SOP Instance UID, a comma, and a position in cm from -1000 to 1000 are expected");
        if (!_rows.TryAdd(cells[0], (number, cm))) throw Wrong(number, $"{cells[0]} is there twice; each image once is expected");
    }

    UsageException Wrong(int line, string what) => new(string.Create(CultureInfo.InvariantCulture, $"{_file}: line {line}: {what}."));
}
