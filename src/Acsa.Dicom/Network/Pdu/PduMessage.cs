namespace Acsa.Dicom.Network.Pdu;

/// <summary>A PDU other than P-DATA-TF, decoded.</summary>
internal abstract record PduMessage;

/// <summary>A-RELEASE-RQ (PS3.8 9.3.6).</summary>
internal sealed record ReleaseRequestPdu : PduMessage
{
    public static readonly ReleaseRequestPdu Instance = new();
}

/// <summary>A-RELEASE-RP (PS3.8 9.3.7).</summary>
internal sealed record ReleaseReplyPdu : PduMessage
{
    public static readonly ReleaseReplyPdu Instance = new();
}

/// <summary>A-ASSOCIATE-RJ (PS3.8 9.3.4).</summary>
/// <remarks><code>
/// | 0..5 | header, length 4 | 6 | reserved | 7 | result | 8 | source | 9 | reason |
/// </code></remarks>
internal sealed record AssociateRejectPdu(byte Result, byte Source, byte Reason) : PduMessage;

/// <summary>A-ABORT (PS3.8 9.3.8).</summary>
/// <remarks><code>
/// | 0..5 | header, length 4 | 6 | reserved | 7 | reserved | 8 | source | 9 | reason |
/// </code></remarks>
internal sealed record AbortPdu(byte Source, byte Reason) : PduMessage;
