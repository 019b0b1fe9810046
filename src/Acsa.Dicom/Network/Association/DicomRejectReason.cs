namespace Acsa.Dicom.Network;

/// <summary>Reason of A-ASSOCIATE-RJ (PS3.8 9.3.4): low nibble as on the wire, high nibble the source that it belongs to.</summary>
public enum DicomRejectReason
{
    /// <summary>Service-user: no reason given.</summary>
    NoReasonGiven = 0x11,

    /// <summary>Service-user: application context name not supported.</summary>
    ApplicationContextNotSupported = 0x12,

    /// <summary>Service-user: calling AE title not recognised.</summary>
    CallingAENotRecognized = 0x13,

    /// <summary>Service-user: called AE title not recognised.</summary>
    CalledAENotRecognized = 0x17,

    /// <summary>Service-provider (ACSE): no reason given.</summary>
    NoReasonGiven_ = 0x21,

    /// <summary>Service-provider (ACSE): protocol version not supported.</summary>
    ProtocolVersionNotSupported = 0x22,

    /// <summary>Service-provider (presentation): temporary congestion.</summary>
    TemporaryCongestion = 0x31,

    /// <summary>Service-provider (presentation): local limit exceeded.</summary>
    LocalLimitExceeded = 0x32,
}
