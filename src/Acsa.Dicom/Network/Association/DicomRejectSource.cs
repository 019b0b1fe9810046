namespace Acsa.Dicom.Network;

/// <summary>Source of A-ASSOCIATE-RJ (PS3.8 9.3.4).</summary>
public enum DicomRejectSource
{
    /// <summary>DICOM UL service-user.</summary>
    ServiceUser = 1,

    /// <summary>DICOM UL service-provider, ACSE related function.</summary>
    ServiceProviderACSE = 2,

    /// <summary>DICOM UL service-provider, presentation related function.</summary>
    ServiceProviderPresentation = 3,
}
