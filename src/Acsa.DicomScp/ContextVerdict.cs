namespace Acsa.DicomScp;

/// <summary>The answer to one proposed presentation context (PS3.8 table 9-18).</summary>
/// <param name="Syntax">The chosen transfer syntax; null unless accepted.</param>
public sealed record ContextVerdict(DicomPresentationContextResult Result, DicomTransferSyntax? Syntax);
