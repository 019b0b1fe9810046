using System.CommandLine;
using System.Globalization;
using Acsa.Measurement;
using Acsa.Worker.Evaluation;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa evaluate: predicted masks beside true ones.</summary>
static class EvaluateCommand
{
    public static Command Create()
    {
        var predicted = Folder("--predicted", "Folder of predicted masks, for example the results of acsa analyze");
        var truth = Folder("--truth", "Folder of true masks: PNG, NIfTI, LabelMe JSON, DICOM SEG (binary or label map), or phantoms with truth.json");
        var output = new Option<DirectoryInfo?>("--out") { HelpName = "DIR",
            Description = "Folder for evaluation.json, evaluation.csv and the Bland-Altman plot (SVG and PNG); created when it is new" };
        var label = new Option<string?>("--label") { HelpName = "LABEL",
            Description = "The only label to compare where files have several" };
        var measured = new Option<bool>("--measured-only") {
            Description = "Leave out results that the node itself sends to a person or refuses (results.json); they are listed" };
        var json = CommonOptions.Json();
        var command = new Command("evaluate",
            "Compare masks with the truth: Dice, IoU, precision, recall, Hausdorff distance, bias and limits of agreement of the area, ICC")
        {
            predicted, truth, output, label, measured, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(predicted).FullName, parsed.GetRequiredValue(truth).FullName, parsed.GetValue(output)?.FullName,
            parsed.GetValue(label), parsed.GetValue(measured), parsed.GetValue(json)));
        return command;
    }

    static int Run(string predicted, string truth, string? output, string? label, bool measuredOnly, bool json)
    {
        foreach (var folder in new[] { predicted, truth })
            if (!Directory.Exists(folder)) throw new UsageException($"There is no folder {folder}.");
        var document = Evaluator.Run(MaskFolder.Read(predicted, label), MaskFolder.Read(truth, label), measuredOnly);
        if (output is not null) EvaluationFiles.Write(document, output);
        if (json) Console.WriteLine(ResultJson.WriteIndented(document));
        else Print(document, output);
        return document.Cases.Count > 0 && document.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    static void Print(EvaluationDocument document, string? output)
    {
        var table = ResultTable.Plain("muscle", "grade", "n", "Dice", "IoU", "precision", "recall", "HD95 mm", "area error %", "bias cm²",
            "limits of agreement", "ICC(A,1)", "r", "SEM cm²", "MDC95 cm²");
        foreach (var group in document.Groups)
        {
            var area = group.AreaCm2;
            table.AddRow(ResultTable.Cells(
                group.Structure?.Replace('-', ' ') ?? "all", group.Grade?.ToString(CultureInfo.InvariantCulture) ?? "all",
                group.Cases.ToString(CultureInfo.InvariantCulture), Mean(group.Dice, "0.000"), Mean(group.Iou, "0.000"),
                Mean(group.Precision, "0.000"), Mean(group.Recall, "0.000"), Mean(group.Hausdorff95Mm, "0.00"),
                Mean(group.AreaErrorPercent, "0.0"), ResultTable.Number(area?.Bias, "0.00"),
                area?.Limits is { } limits ? $"{ResultTable.Number(limits.Low, "0.00")} to {ResultTable.Number(limits.High, "0.00")}" : "—",
                Icc(area), ResultTable.Number(area?.Pearson, "0.000"), ResultTable.Number(area?.Sem, "0.00"),
                ResultTable.Number(area?.Mdc95, "0.00")));
        }

        ResultTable.Write(table);
        List("predicted, without a true mask", document.Unmatched.Predicted);
        List("true, without a predicted mask", document.Unmatched.Truth);
        foreach (var problem in document.Problems) Console.Error.WriteLine($"acsa: {problem}");
        if (document.Cases.Count == 0)
            Console.Error.WriteLine(
            "acsa: no predicted mask has a true one: names without extension, or SOP Instance UIDs, have to be the same.");
        if (output is not null) Console.WriteLine($"Results in {output}");
    }

    static void List(string what, IReadOnlyList<string> masks)
    {
        if (masks.Count == 0) return;
        Console.WriteLine($"{masks.Count} {what}:");
        foreach (var mask in masks) Console.WriteLine($"  {mask}");
    }

    static string Icc(Agreement? area) => area?.IccInterval is { } interval
        ? $"{ResultTable.Number(area.Icc, "0.000")} ({ResultTable.Number(interval.Low, "0.000")} to {ResultTable.Number(interval.High, "0.000")})"
        : ResultTable.Number(area?.Icc, "0.000");

    static string Mean(EvaluationSpread? spread, string format) => spread is null ? "—"
        : spread.Sd is { } sd ? $"{ResultTable.Number(spread.Mean, format)} ± {ResultTable.Number(sd, format)}"
        : ResultTable.Number(spread.Mean, format);

    static Option<DirectoryInfo> Folder(string name, string description) => new(name) { Description = description, HelpName = "DIR",
        Required = true };
}
