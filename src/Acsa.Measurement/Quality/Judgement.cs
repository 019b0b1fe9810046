namespace Acsa.Measurement;

/// <summary>A status, and the sentences that explain it; no sentence when all is well.</summary>
public sealed record Judgement(FindingStatus Status, IReadOnlyList<string> Reasons);
