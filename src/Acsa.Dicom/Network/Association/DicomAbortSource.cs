namespace Acsa.Dicom.Network;

/// <summary>Source of A-ABORT (PS3.8 9.3.8).</summary>
public enum DicomAbortSource
{
    /// <summary>DICOM UL service-user.</summary>
    ServiceUser = 0,

    /// <summary>Reserved by the standard, seen on the wire.</summary>
    Unknown = 1,

    /// <summary>DICOM UL service-provider.</summary>
    ServiceProvider = 2,
}
