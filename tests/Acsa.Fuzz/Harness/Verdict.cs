namespace Acsa.Fuzz;

/// <summary>What came of one execution.</summary>
/// <param name="IsAccepted">The input was read; else it was refused as documented, or a find.</param>
/// <param name="Signature">What is remembered of the outcome.</param>
internal readonly record struct Verdict(bool IsAccepted, ulong Signature, Find? Find);
