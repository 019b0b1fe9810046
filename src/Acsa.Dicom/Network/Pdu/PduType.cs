namespace Acsa.Dicom.Network.Pdu;

/// <summary>PDU-type, the first byte of each PDU (PS3.8 9.3.1).</summary>
internal enum PduType : byte
{
    AssociateRequest = 0x01,
    AssociateAccept = 0x02,
    AssociateReject = 0x03,
    PresentationData = 0x04,
    ReleaseRequest = 0x05,
    ReleaseReply = 0x06,
    Abort = 0x07,
}
