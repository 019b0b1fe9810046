namespace Acsa.Dicom.Network;

/// <summary>The peer sent A-ABORT (PS3.8 9.3.8).</summary>
public class DicomAssociationAbortedException : DicomNetworkException
{
    /// <summary>The abort as received.</summary>
    public DicomAssociationAbortedException(DicomAbortSource source, DicomAbortReason reason)
        : base($"Association aborted [source: {source}; reason: {reason}]") => (AbortSource, AbortReason) = (source, reason);

    /// <summary>Which part of the peer aborted.</summary>
    public DicomAbortSource AbortSource { get; }

    /// <summary>Why; not significant when the source is the service-user.</summary>
    public DicomAbortReason AbortReason { get; }
}
