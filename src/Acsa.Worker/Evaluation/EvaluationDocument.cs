namespace Acsa.Worker.Evaluation;

/// <summary>What `acsa evaluate --json` prints, and evaluation.json.</summary>
/// <param name="Groups">All, then each muscle, then each muscle and grade.</param>
/// <param name="Problems">Files that could not be read and pairs that could not be compared; sentences.</param>
sealed record EvaluationDocument(
    IReadOnlyList<EvaluationGroup> Groups,
    IReadOnlyList<EvaluationCase> Cases,
    UnmatchedMasks Unmatched,
    IReadOnlyList<string> Problems);
