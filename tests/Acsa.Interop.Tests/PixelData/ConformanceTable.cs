using System.Text;
using System.Text.RegularExpressions;

namespace Acsa.Interop.Tests.PixelData;

/// <summary>
/// The tables of docs/dicom-pixel-data.md. They are checked where the peers are of the versions that they name;
/// ACSA_WRITE_CONFORMANCE=docs/dicom-pixel-data.md writes them instead (run with --filter PixelMatrix, so that every row is there).
/// </summary>
public sealed partial class ConformanceTable : IDisposable
{
    const string Begin = "<!-- written by PixelMatrixTests: begin -->";
    const string End = "<!-- written by PixelMatrixTests: end -->";

    static readonly string? Target = Environment.GetEnvironmentVariable("ACSA_WRITE_CONFORMANCE");
    readonly Dictionary<string, string[]> _rows = new(StringComparer.Ordinal);
    readonly Lazy<string> _written = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "dicom-pixel-data.md")));
    readonly Lazy<string> _peers = new(Versions);

    internal void Take(string row, IEnumerable<PixelVerdict> verdicts)
    {
        _rows[row] = [.. verdicts.Select(verdict => verdict.Words)];
        if (Target is not null || !_written.Value.Contains(_peers.Value, StringComparison.Ordinal)) return;
        Assert.True(_written.Value.Contains(Line(row), StringComparison.Ordinal),
            $"docs/dicom-pixel-data.md does not have this row; ACSA_WRITE_CONFORMANCE writes it:\n{Line(row)}");
    }

    public void Dispose()
    {
        if (Target is null) return;
        var text = File.ReadAllText(Target);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(Target, text[..begin] + "\n" + Render() + text[end..]);
    }

    string Render()
    {
        var text = new StringBuilder();
        text.Append($"{_peers.Value}\n\n| encoding | {string.Join(" | ", PixelSample.All.Select(sample => sample.Name))} |\n");
        text.Append($"|---|{string.Concat(Enumerable.Repeat("---|", PixelSample.All.Length))}\n");
        // In the order of the lists, whatever order the tests ran in.
        foreach (var row in PeerEncoding.All.Select(e => e.Row).Concat(OwnEncoding.All.Select(e => e.Row)).Where(_rows.ContainsKey))
            text.Append(Line(row)).Append('\n');
        return text.ToString();
    }

    string Line(string row) => $"| {row} | {string.Join(" | ", _rows[row])} |";

    static string Versions() =>
        $"Peers: DCMTK {Find("dcmcjpeg", "--version")}, GDCM {Find("gdcmconv", "--version")}, "
        + $"pydicom {Find("python3", "-c", "import pydicom; print(pydicom.__version__)")}.";

    static string Find(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("/usr/bin/" + program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Version().Match(output).Value;
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex Version();
}
