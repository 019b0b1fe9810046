using System.CommandLine;
using System.Globalization;
using Acsa.Worker.Demo;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa demo: the whole loop on this machine, with nothing running and nothing configured.</summary>
static class DemoCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>(
            "--out") { Description = "Folder for images, node, PACS and overlays (default: ./acsa-demo)", HelpName = "DIR",
            DefaultValueFactory = _ => new("acsa-demo") };
        var pacs = new Option<string?>("--pacs") { Description = "Send the results to this PACS instead of one of the demonstration's own",
            HelpName = "AET@HOST:PORT" };
        var json = CommonOptions.Json();
        var command = new Command("demo",
            "Send bundled images to a node, wait for the results at a PACS, and print measured beside true values") { output, pacs, json };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetRequiredValue(output).FullName, parsed.GetValue(pacs) is { } peer ? PeerAddress.Parse(peer) : null,
            parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(string output, PeerAddress? pacs, bool json, CancellationToken stop)
    {
        var folder = DemoFolder.Prepare(output);
        var phantoms = await ProgressLine.RunAsync("Drawing phantoms", DemoPhantoms.Count, json, tick =>
            Task.Run(() => DemoPhantoms.Write(folder.Images, tick, stop), stop));
        IReadOnlyList<DemoCase> cases = [.. phantoms, .. PanoramicImages.Write(folder.Images)];
        var rows = await ProgressLine.RunAsync("Node at work", cases.Count, json, tick => new DemoRun(folder, pacs).RunAsync(cases, tick,
            stop));

        var failed = rows.Count(row => row.Problem is not null);
        if (json) Console.WriteLine(ResultJson.WriteIndented(Shape(rows, folder, failed)));
        else Print(rows, folder, pacs);
        return failed == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    static object Shape(IReadOnlyList<DemoRow> rows, DemoFolder folder, int failed) => new
    {
        success = failed == 0,
        images = rows.Select(row => new
        {
            image = row.Case.Name, muscle = row.Case.Muscle, side = row.Case.Side.ToString().ToLowerInvariant(),
            areaCm2 = row.Received?.AreaCm2, trueAreaCm2 = row.Case.AreaCm2,
            meanGrey = row.Received?.MeanGrey, trueMeanGrey = row.Case.MeanGrey, quality = row.Result?.Status,
            reasons = row.Result?.Reasons, seconds = row.Seconds,
            problem = row.Problem, segmentation = row.Received?.Segmentation, report = row.Received?.Report,
            capture = row.Received?.Capture,
        }),
        folders = new { folder.Images, folder.Overlays, folder.Pacs, folder.Node },
    };

    static void Print(IReadOnlyList<DemoRow> rows, DemoFolder folder, PeerAddress? pacs)
    {
        var table = ResultTable.Plain("image", "muscle", "area\ncm²", "\ntrue", "mean\ngrey", "\ntrue", "quality", "s");
        // Fits a screen of 80 columns: numbers are never wrapped.
        foreach (var column in table.Columns.Select((column, index) => (Column: column.PadLeft(0).PadRight(1).NoWrap(), Index: index)))
            if (column.Index is >= 2 and <= 5 or 7) column.Column.RightAligned();
        foreach (var row in rows)
        {
            table.AddRow(ResultTable.Cells(
                row.Case.Name, $"{row.Case.Muscle} {(row.Case.Side == Imaging.Laterality.Left ? 'L' : 'R')}",
                ResultTable.Number(row.Received?.AreaCm2, "0.00"), ResultTable.Number(row.Case.AreaCm2, "0.00"),
                ResultTable.Number(row.Received?.MeanGrey, "0.0"), ResultTable.Number(row.Case.MeanGrey, "0.0"),
                row.Result?.Status ?? "—", ResultTable.Number(row.Seconds, "0.00")));
        }

        ResultTable.Write(table);
        foreach (var row in rows.Where(row => row.Result?.Reasons.Count > 0)) AnsiConsole.WriteLine(
            $"{row.Case.Name}: {string.Join(' ', row.Result!.Reasons)}");
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(pacs is null ? $"SEG, SR and secondary captures as the PACS got them: {folder.Pacs}"
            : $"SEG, SR and secondary captures are at {pacs}.");
        AnsiConsole.WriteLine($"Overlays: {folder.Overlays}");
        AnsiConsole.WriteLine($"Images sent: {folder.Images}; the node's own folder: {folder.Node}");
        AnsiConsole.WriteLine(
            "The images of real thighs have no known outline; their true values are unknown. Research use only: not a medical device.");
        foreach (var row in rows.Where(row => row.Problem is not null)) Console.Error.WriteLine($"acsa: {row.Case.Name}: {row.Problem}");
        var arrived = rows.Count(row => row.Problem is null);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{arrived} of {rows.Count} images: every result arrived and parses."));
    }
}
