namespace Acsa.Dicom.Network.Pdu;

/// <summary>Where within a P-DATA-TF the parser stands; default = between two PDUs.</summary>
/// <param name="PduRemaining">Bytes of the PDU not yet consumed.</param>
/// <param name="ValueRemaining">Bytes of the current PDV not yet consumed.</param>
/// <param name="ContextId">Of the current PDV.</param>
/// <param name="Control">Message control header of the current PDV.</param>
internal readonly record struct PduCursor(int PduRemaining, int ValueRemaining, byte ContextId, byte Control)
{
    public bool IsWithinPdu => PduRemaining > 0;
}
