using Acsa.Measurement;

namespace Acsa.Worker.Evaluation;

/// <summary>All cases of a muscle and grade; null stands for all muscles, or all grades.</summary>
sealed record EvaluationGroup(
    string? Structure,
    int? Grade,
    int Cases,
    EvaluationSpread? Dice,
    EvaluationSpread? Iou,
    EvaluationSpread? Precision,
    EvaluationSpread? Recall,
    EvaluationSpread? Hausdorff95Mm,
    EvaluationSpread? Hausdorff95Pixels,
    EvaluationSpread? AreaErrorPercent,
    Agreement? AreaCm2);
