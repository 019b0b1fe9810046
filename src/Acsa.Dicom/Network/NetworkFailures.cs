namespace Acsa.Dicom.Network;

/// <summary>What a failed exchange means for the next attempt.</summary>
public static class NetworkFailures
{
    /// <summary>
    /// Whether the same request may succeed later without anybody changing anything: false when the peer, or the object, rules it out.
    /// </summary>
    public static bool IsTransient(Exception failure) => failure switch
    {
        DicomAssociationRejectedException rejected => rejected.RejectResult == DicomRejectResult.Transient,
        PresentationContextRefusedException => false,
        DicomNetworkException => true,
        IOException => true,
        _ => false,
    };
}
