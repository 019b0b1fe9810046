namespace Acsa.Dicom.Network.Client.EventArguments;

/// <summary>How the peer rejected (PS3.8 9.3.4).</summary>
public class AssociationRejectedEventArgs(DicomRejectResult result, DicomRejectSource source, DicomRejectReason reason) : EventArgs
{
    /// <summary>For good, or for now.</summary>
    public DicomRejectResult Result { get; } = result;

    /// <summary>Which part of the peer rejected.</summary>
    public DicomRejectSource Source { get; } = source;

    /// <summary>Why.</summary>
    public DicomRejectReason Reason { get; } = reason;
}
