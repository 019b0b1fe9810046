namespace Acsa.Dicom.Network.Pdu;

/// <summary>Every way in which a peer's bytes can break PS3.8 9.3.</summary>
internal enum PduFailureKind
{
    None,

    /// <summary>The first byte is not a PDU-type: not DICOM at all, or bytes lost on the way.</summary>
    UnrecognizedPdu,

    /// <summary>The header claims more than this kind of PDU may have.</summary>
    PduTooLong,

    /// <summary>The header claims less than this kind of PDU needs.</summary>
    PduTooShort,

    /// <summary>An item's length runs over the end of what holds it.</summary>
    ItemOverrun,

    /// <summary>An item is too short for its fixed fields.</summary>
    ItemTooShort,

    /// <summary>More items than any peer has reason to send.</summary>
    TooManyItems,

    /// <summary>More than 128 presentation contexts.</summary>
    TooManyPresentationContexts,

    /// <summary>A presentation context identifier that is even or was used before.</summary>
    InvalidPresentationContextId,

    /// <summary>A UID over 64 characters or with characters outside printable ASCII.</summary>
    InvalidUid,

    /// <summary>The application context, an abstract syntax or the user information is missing.</summary>
    MissingItem,

    /// <summary>A presentation data value shorter than its own header.</summary>
    PresentationDataTooShort,

    /// <summary>A presentation data value that runs over the end of its PDU.</summary>
    PresentationDataOverrun,

    /// <summary>A PDU that has no place in the association's state (PS3.8 table 9-10).</summary>
    UnexpectedPdu,

    /// <summary>Data in a presentation context that was not accepted, or a message that changes its context.</summary>
    ContextNotAccepted,

    /// <summary>A data set before its command set, or a second command set within a message (PS3.7 6.3).</summary>
    MessageOutOfOrder,

    /// <summary>A command set longer than any that PS3.7 knows.</summary>
    CommandSetTooLong,

    /// <summary>A command set that breaks its encoding, or lacks its command field (PS3.7 6.3.1).</summary>
    CommandSetInvalid,

    /// <summary>Fragments without end: empty ones, or those of a data set far over the limit.</summary>
    MessageWithoutEnd,
}
