namespace Acsa.Dicom.Network;

/// <summary>How a connection ended, by who is to blame.</summary>
public enum AssociationEnd
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>Released in order.</summary>
    Released,

    /// <summary>We answered A-ASSOCIATE-RJ, or the peer did.</summary>
    Rejected,

    /// <summary>The peer: A-ABORT.</summary>
    PeerAborted,

    /// <summary>The peer, or the network between: closed without release.</summary>
    ConnectionLost,

    /// <summary>The peer: connected and closed again without a byte, as port checks do.</summary>
    NothingSent,

    /// <summary>The peer: no A-ASSOCIATE-RQ, or no close, within the ARTIM time (PS3.8 9.1.5).</summary>
    ArtimExpired,

    /// <summary>The peer: silent over the idle time of an association.</summary>
    IdleExpired,

    /// <summary>The peer: speaks HTTP on this port.</summary>
    HttpReceived,

    /// <summary>The peer: speaks TLS on a port without TLS.</summary>
    TlsReceived,

    /// <summary>The peer: speaks DICOM without TLS on a port with TLS.</summary>
    PlainDicomReceived,

    /// <summary>The peer, or the certificates of either side: the TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>The peer: bytes that are neither DICOM, HTTP nor TLS.</summary>
    NotDicomReceived,

    /// <summary>The peer: broke PS3.8 or PS3.7.</summary>
    ProtocolFailure,

    /// <summary>We: too many connections were open, all of them associated; closed at once.</summary>
    TooManyConnections,

    /// <summary>We: it had no association yet, was the oldest such one, and gave way to a later caller.</summary>
    Displaced,

    /// <summary>We: a local failure, or a provider that asked for the abort.</summary>
    LocalAbort,

    /// <summary>We: the listener stopped or the caller cancelled.</summary>
    Stopped,
}
