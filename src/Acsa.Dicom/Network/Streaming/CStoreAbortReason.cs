namespace Acsa.Dicom.Network;

/// <summary>Why a data set ended before its last byte.</summary>
public enum CStoreAbortReason
{
    /// <summary>The peer sent A-ABORT.</summary>
    PeerAborted,

    /// <summary>The connection closed or broke.</summary>
    ConnectionLost,

    /// <summary>The peer broke the protocol, or stayed silent over the time-out; we aborted.</summary>
    ProtocolFailure,

    /// <summary>The data set grew over the configured limit.</summary>
    TooLarge,

    /// <summary>The sink itself failed.</summary>
    SinkFailed,

    /// <summary>The listener is stopping.</summary>
    Stopping,
}
