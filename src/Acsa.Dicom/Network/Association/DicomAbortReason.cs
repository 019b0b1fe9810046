namespace Acsa.Dicom.Network;

/// <summary>Reason of A-ABORT by the service-provider (PS3.8 9.3.8); not significant from the service-user.</summary>
public enum DicomAbortReason
{
    /// <summary>Reason not specified.</summary>
    NotSpecified = 0,

    /// <summary>Unrecognised PDU.</summary>
    UnrecognizedPDU = 1,

    /// <summary>Unexpected PDU.</summary>
    UnexpectedPDU = 2,

    /// <summary>Unrecognised PDU parameter.</summary>
    UnrecognizedPDUParameter = 4,

    /// <summary>Unexpected PDU parameter.</summary>
    UnexpectedPDUParameter = 5,

    /// <summary>Invalid PDU parameter value.</summary>
    InvalidPDUParameter = 6,
}
