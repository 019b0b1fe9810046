namespace Acsa.Dicom.Network;

/// <summary>Result of A-ASSOCIATE-RJ (PS3.8 9.3.4).</summary>
public enum DicomRejectResult
{
    /// <summary>The same request will be refused again.</summary>
    Permanent = 1,

    /// <summary>The same request may be accepted later.</summary>
    Transient = 2,
}
