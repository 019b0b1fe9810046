namespace Acsa.DicomScp;

/// <summary>A presentation context that a caller proposed (PS3.8 9.3.2.2), in words.</summary>
/// <param name="AbstractSyntax">Name of the service or storage class; its UID where it has none.</param>
/// <param name="TransferSyntaxes">Names of the encodings, in the caller's order.</param>
public sealed record OfferedContext(string AbstractSyntax, IReadOnlyList<string> TransferSyntaxes);
