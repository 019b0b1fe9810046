namespace Acsa.Measurement;

/// <summary>One objection to a measurement, what it leads to, and a sentence that a technologist understands.</summary>
public sealed record QualityFlag(QualityFlagKind Kind, FindingStatus Verdict, string Reason);
