using System.Globalization;
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

    static string Csv(IReadOnlyList<EvaluationCase> cases) => CsvTable.Write(
        "image,frame,structure,laterality,grade,status,dice,iou,precision,recall,hausdorff95Mm,hausdorff95Pixels,predictedAreaCm2,truthAreaCm2,areaErrorPercent",
        cases.Select(one => new object?[]
        {
            one.Image, one.Frame, one.Structure, one.Laterality, one.Grade, one.Status, one.Dice, one.Iou, one.Precision, one.Recall,
            one.Hausdorff95Mm, one.Hausdorff95Pixels, one.PredictedAreaCm2, one.TruthAreaCm2, one.AreaErrorPercent,
        }));
}
