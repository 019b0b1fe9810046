namespace Acsa.Measurement;

/// <summary>One objection to a measurement, with a sentence that a technologist understands.</summary>
public sealed record QualityFlag(QualityFlagKind Kind, string Reason);
