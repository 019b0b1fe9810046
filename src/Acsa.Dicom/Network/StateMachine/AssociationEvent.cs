namespace Acsa.Dicom.Network.StateMachine;

/// <summary>The rows of PS3.8 table 9-10, numbered as event 1 to 19 in its order.</summary>
internal enum AssociationEvent
{
    /// <summary>Evt1: A-ASSOCIATE request (local user).</summary>
    AssociateRequest = 1,

    /// <summary>Evt2: transport connect confirmation.</summary>
    TransportConnected,

    /// <summary>Evt3: A-ASSOCIATE-AC received.</summary>
    AssociateAcceptPdu,

    /// <summary>Evt4: A-ASSOCIATE-RJ received.</summary>
    AssociateRejectPdu,

    /// <summary>Evt5: transport connection indication.</summary>
    TransportIndication,

    /// <summary>Evt6: A-ASSOCIATE-RQ received.</summary>
    AssociateRequestPdu,

    /// <summary>Evt7: A-ASSOCIATE response, accept (local user).</summary>
    AssociateAccept,

    /// <summary>Evt8: A-ASSOCIATE response, reject (local user).</summary>
    AssociateReject,

    /// <summary>Evt9: P-DATA request (local user).</summary>
    DataRequest,

    /// <summary>Evt10: P-DATA-TF received.</summary>
    DataPdu,

    /// <summary>Evt11: A-RELEASE request (local user).</summary>
    ReleaseRequest,

    /// <summary>Evt12: A-RELEASE-RQ received.</summary>
    ReleaseRequestPdu,

    /// <summary>Evt13: A-RELEASE-RP received.</summary>
    ReleaseReplyPdu,

    /// <summary>Evt14: A-RELEASE response (local user).</summary>
    ReleaseResponse,

    /// <summary>Evt15: A-ABORT request (local user).</summary>
    AbortRequest,

    /// <summary>Evt16: A-ABORT received.</summary>
    AbortPdu,

    /// <summary>Evt17: transport connection closed.</summary>
    TransportClosed,

    /// <summary>Evt18: ARTIM timer expired.</summary>
    ArtimExpired,

    /// <summary>Evt19: unrecognised or invalid PDU received.</summary>
    InvalidPdu,
}
