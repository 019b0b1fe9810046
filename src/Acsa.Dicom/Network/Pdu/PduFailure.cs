using System.Globalization;

namespace Acsa.Dicom.Network.Pdu;

/// <summary>A breach of PS3.8 9.3 and the offset, within the bytes given to the parser, at which it was seen.</summary>
internal readonly record struct PduFailure(PduFailureKind Kind, int Offset)
{
    /// <summary>The reason of the A-ABORT that answers it (PS3.8 9.3.8).</summary>
    public DicomAbortReason AbortReason => Kind switch
    {
        PduFailureKind.UnrecognizedPdu => DicomAbortReason.UnrecognizedPDU,
        PduFailureKind.UnexpectedPdu => DicomAbortReason.UnexpectedPDU,
        PduFailureKind.MissingItem or PduFailureKind.ContextNotAccepted or PduFailureKind.MessageOutOfOrder =>
            DicomAbortReason.UnexpectedPDUParameter,
        _ => DicomAbortReason.InvalidPDUParameter,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} at byte {Offset}");
}
