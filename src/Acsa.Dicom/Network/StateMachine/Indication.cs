using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network.StateMachine;

internal enum IndicationKind
{
    /// <summary>A-ASSOCIATE indication.</summary>
    AssociateRequest,

    /// <summary>A-ASSOCIATE confirmation, accepted.</summary>
    AssociateAccept,

    /// <summary>A-ASSOCIATE confirmation, rejected; the connection is closed.</summary>
    AssociateReject,

    /// <summary>P-DATA indication.</summary>
    Data,

    /// <summary>A-RELEASE indication.</summary>
    ReleaseRequest,

    /// <summary>A-RELEASE confirmation; the connection is closed.</summary>
    ReleaseConfirm,

    /// <summary>A-ABORT indication: the peer aborted; the connection is closed.</summary>
    Abort,

    /// <summary>A-P-ABORT indication: this side broke off, or the connection was lost.</summary>
    ProviderAbort,

    /// <summary>The connection is closed and nothing more will come.</summary>
    Closed,
}

/// <summary>What the upper layer tells its user (PS3.8 section 7).</summary>
internal readonly record struct Indication(IndicationKind Kind)
{
    public PduMessage? Message { get; init; }

    public PresentationDataValue Data { get; init; }

    public AssociatePdu Associate => (AssociatePdu)Message!;
}
