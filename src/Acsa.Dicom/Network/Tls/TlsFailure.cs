namespace Acsa.Dicom.Network.Tls;

/// <summary>Every way in which a TLS handshake can fail.</summary>
public enum TlsFailure
{
    /// <summary>Broken off: by the peer's alert, by bytes that are no TLS, or by a closed connection.</summary>
    HandshakeBroken,

    /// <summary>The peer offers neither TLS 1.2 nor TLS 1.3.</summary>
    ProtocolTooOld,

    /// <summary>The handshake was not done in time.</summary>
    TimedOut,

    /// <summary>The peer showed no certificate.</summary>
    NoCertificate,

    /// <summary>The peer's certificate leads to nobody who is trusted, or is not meant for this use.</summary>
    NotTrusted,

    /// <summary>The peer's certificate, or one above it, has expired or is not valid yet.</summary>
    NotValidNow,

    /// <summary>The peer's certificate was revoked, or whether it was cannot be found out.</summary>
    Revoked,

    /// <summary>The peer's certificate is for another host.</summary>
    OtherHost,
}
