namespace Acsa.Dicom.Network;

/// <summary>What a C-STORE request says of its data set before the first byte of it arrives (PS3.7 9.3.1.1).</summary>
/// <remarks>UIDs are the peer's text, trimmed: at most 64 digits and dots, but not otherwise trustworthy.</remarks>
public sealed record CStoreHeader
{
    /// <summary>The association that the request came in on.</summary>
    public required AssociationIdentity Association { get; init; }

    /// <summary>Presentation-context-ID of the request (PS3.8 9.3.2.2), odd.</summary>
    public required byte PresentationContextId { get; init; }

    /// <summary>The transfer syntax that the data set's bytes are in.</summary>
    public required string TransferSyntaxUid { get; init; }

    /// <summary>Affected SOP Class UID (0000,0002).</summary>
    public required string SopClassUid { get; init; }

    /// <summary>Affected SOP Instance UID (0000,1000).</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>Message ID (0000,0110).</summary>
    public required ushort MessageId { get; init; }

    /// <summary>Priority (0000,0700).</summary>
    public DicomPriority Priority { get; init; }

    /// <summary>Move Originator Application Entity Title (0000,1030), when the store is part of a C-MOVE.</summary>
    public string? MoveOriginatorAE { get; init; }
}
