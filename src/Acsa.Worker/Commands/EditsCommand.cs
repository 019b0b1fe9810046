using System.CommandLine;
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
        var csv = new Option<bool>("--csv") { Description = "Print CSV on standard output, and nothing else there" };
        var each = new Option<bool>("--each")
            { Description = "With --csv: a line for each edited outline instead of each model and scanner" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("edits", "Show how far the outlines that readers edited are from the models', by model and scanner")
        {
            days, csv, each, config, json,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(csv) && parsed.GetValue(json)) parsed.AddError("--csv: one of --csv and --json is expected.");
            if (parsed.GetValue(each) && !parsed.GetValue(csv)) parsed.AddError("--each: --csv is expected with it; --json has both.");
        });
        command.SetAction(async (parsed, stop) =>
        {
            using var ledger = SqlLedger.OpenToRead(CommonOptions.Read(parsed.GetValue(config)).Ledger, TimeProvider.System);
            var report = await new EditQuery(ledger).ReadAsync(CommonOptions.Since(parsed.GetValue(days)), stop);
            if (parsed.GetValue(json)) Console.WriteLine(ResultJson.WriteIndented(report));
            else if (parsed.GetValue(csv))
                Console.Write(parsed.GetValue(each) ? EditTable.OfEdits(report.Edits) : EditTable.OfGroups(report.Groups));
            else Print(report);
            return ExitCode.Success;
        });
        return command;
    }

    static void Print(EditReport report)
    {
        if (report.Edits.Count == 0)
        {
            Console.WriteLine("No outline was edited yet.");
            return;
        }

        var table = ResultTable.Plain(
            "model", "scanner", "outlines", "taken away", "Dice, median", "lowest", "area, mean difference cm²", "SD", "%",
            "grey, mean difference");
        foreach (var group in report.Groups)
        {
            table.AddRow(ResultTable.Cells(
                group.Model ?? "", group.Scanner ?? "", ResultTable.Number(group.Outlines, "0"), ResultTable.Number(group.Emptied, "0"),
                ResultTable.Number(group.MedianDice, "0.000"), ResultTable.Number(group.LowestDice, "0.000"),
                ResultTable.Number(group.MeanAreaDifferenceCm2, "0.00"), ResultTable.Number(group.AreaDifferenceSdCm2, "0.00"),
                ResultTable.Number(group.MeanAreaDifferencePercent, "0.0"), ResultTable.Number(group.MeanGreyDifference, "0.0")));
        }

        ResultTable.Write(table);
    }
}
