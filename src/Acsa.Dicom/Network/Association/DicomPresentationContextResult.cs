namespace Acsa.Dicom.Network;

/// <summary>Result/reason of a presentation context in A-ASSOCIATE-AC (PS3.8 9.3.3.2).</summary>
public enum DicomPresentationContextResult : byte
{
    /// <summary>Acceptance.</summary>
    Accept = 0,

    /// <summary>User rejection.</summary>
    RejectUser = 1,

    /// <summary>No reason (provider rejection).</summary>
    RejectNoReason = 2,

    /// <summary>Abstract syntax not supported (provider rejection).</summary>
    RejectAbstractSyntaxNotSupported = 3,

    /// <summary>Transfer syntaxes not supported (provider rejection).</summary>
    RejectTransferSyntaxesNotSupported = 4,

    /// <summary>Not answered yet; never on the wire.</summary>
    Proposed = 255,
}
