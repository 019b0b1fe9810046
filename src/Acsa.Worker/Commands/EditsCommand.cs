using System.CommandLine;
using System.Globalization;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa edits: how far readers' outlines are from the models', by model and scanner.</summary>
static class EditsCommand
{
    public static Command Create()
    {
        var days = CommonOptions.Days("Only edits of the last so many days");
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("edits", "Show how far the outlines that readers edited are from the models', by model and scanner") { days, config, json };
        command.SetAction((parsed, stop) => RunAsync(
            CommonOptions.Read(parsed.GetValue(config)).Ledger, CommonOptions.Since(parsed.GetValue(days)), parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(LedgerLocation location, DateTimeOffset? since, bool json, CancellationToken stop)
    {
        using var ledger = SqlLedger.OpenToRead(location, TimeProvider.System);
        List<EditEntry> edits = [.. (await ledger.EditsAsync(since, stop)).Select(ResultJson.Read<EditEntry>)];
        var groups = EditSummary.Of(edits);
        if (json)
        {
            Console.WriteLine(ResultJson.WriteIndented(new { groups, edits }));
            return ExitCode.Success;
        }

        if (edits.Count == 0) Console.WriteLine("No outline was edited yet.");
        var table = ResultTable.Plain("model", "scanner", "outlines", "Dice, median", "area, mean difference cm²", "grey, mean difference");
        foreach (var group in groups)
        {
            table.AddRow(ResultTable.Cells(
                group.Model ?? "", group.Scanner ?? "", group.Outlines.ToString(CultureInfo.InvariantCulture), ResultTable.Number(group.MedianDice, "0.000"),
                ResultTable.Number(group.MeanAreaDifferenceCm2, "0.00"), ResultTable.Number(group.MeanGreyDifference, "0.0")));
        }

        if (edits.Count > 0) ResultTable.Write(table);
        return ExitCode.Success;
    }
}
