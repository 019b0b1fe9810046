using System.Globalization;
using System.Text;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Results;

namespace Acsa.Worker.Evaluation;

/// <summary>Writes evaluation.json, evaluation.csv and the Bland-Altman plot.</summary>
static class EvaluationFiles
{
    public static void Write(EvaluationDocument document, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "evaluation.json"), ResultJson.WriteIndented(document) + Environment.NewLine);
        File.WriteAllText(Path.Combine(folder, "evaluation.csv"), Csv(document.Cases));
        var areas = Evaluator.Areas(document.Cases);
        if (areas.Count == 0) return;
        var plot = new BlandAltmanPlot(areas, string.Create(CultureInfo.InvariantCulture, $"Area, {areas.Count} images"), "cm²");
        File.WriteAllText(Path.Combine(folder, "bland-altman.svg"), plot.ToSvg());
        PngWriter.Write(Path.Combine(folder, "bland-altman.png"), plot.ToImage());
    }

    static string Csv(IReadOnlyList<EvaluationCase> cases)
    {
        var text = new StringBuilder(
            "image,frame,structure,laterality,grade,status,dice,iou,precision,recall,hausdorff95Mm,hausdorff95Pixels,predictedAreaCm2,truthAreaCm2,areaErrorPercent\n");
        foreach (var one in cases)
        {
            object?[] cells =
            [
                Quoted(one.Image), one.Frame, Quoted(one.Structure), Quoted(one.Laterality), one.Grade, one.Status, one.Dice, one.Iou,
                    one.Precision, one.Recall,
                one.Hausdorff95Mm, one.Hausdorff95Pixels, one.PredictedAreaCm2, one.TruthAreaCm2, one.AreaErrorPercent,
            ];
            text.AppendJoin(',', cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }

    // RFC 4180; a leading sign that a spreadsheet takes for a formula is text as well.
    static string? Quoted(string? text) =>
        text is null || !(text.AsSpan().ContainsAny(",\"\r\n") || text is ['=' or '+' or '-' or '@', ..]) ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
