namespace Acsa.Worker.Evaluation;

/// <summary>One compared pair; what cannot be given is null.</summary>
/// <param name="Status">Of results.json; null for masks of other origin.</param>
/// <param name="Hausdorff95Mm">Null without a pixel size.</param>
/// <param name="AreaErrorPercent">Of the truth; needs no scale.</param>
sealed record EvaluationCase(
    string Image,
    int Frame,
    string? Structure,
    string? Laterality,
    int? Grade,
    string? Status,
    double? Dice,
    double? Iou,
    double? Precision,
    double? Recall,
    double? Hausdorff95Mm,
    double? Hausdorff95Pixels,
    double? PredictedAreaCm2,
    double? TruthAreaCm2,
    double? AreaErrorPercent);
