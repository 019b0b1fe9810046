namespace Acsa.Worker.Commands;

/// <summary>What became of a file that was to be sent.</summary>
/// <param name="RefusedSyntax">The file's transfer syntax where the peer would take the object, but not so encoded.</param>
sealed record FileAnswer(string File, bool IsStored, string Words, DicomTransferSyntax? RefusedSyntax = null);
