namespace Acsa.Measurement;

/// <summary>A z-score and what it compares with, or the reason why there is none.</summary>
public sealed record ReferenceVerdict(double? ZScore, ReferenceComparison? Comparison, string? Reason);
