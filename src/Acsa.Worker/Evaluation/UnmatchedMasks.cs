namespace Acsa.Worker.Evaluation;

/// <summary>Masks without a counterpart, by name and file.</summary>
sealed record UnmatchedMasks(IReadOnlyList<string> Predicted, IReadOnlyList<string> Truth);
