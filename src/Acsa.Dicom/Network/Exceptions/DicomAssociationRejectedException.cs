namespace Acsa.Dicom.Network;

/// <summary>The peer answered A-ASSOCIATE-RJ (PS3.8 9.3.4).</summary>
public class DicomAssociationRejectedException : DicomNetworkException
{
    /// <summary>The rejection as received.</summary>
    public DicomAssociationRejectedException(DicomRejectResult result, DicomRejectSource source, DicomRejectReason reason)
        : base($"Association rejected [result: {result}; source: {source}; reason: {reason}]") =>
        (RejectResult, RejectSource, RejectReason) = (result, source, reason);

    /// <summary>For good, or for now.</summary>
    public DicomRejectResult RejectResult { get; }

    /// <summary>Which part of the peer rejected.</summary>
    public DicomRejectSource RejectSource { get; }

    /// <summary>Why.</summary>
    public DicomRejectReason RejectReason { get; }
}
