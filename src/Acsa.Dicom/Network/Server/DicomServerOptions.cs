namespace Acsa.Dicom.Network;

/// <summary>How many associations a server takes at a time.</summary>
public class DicomServerOptions
{
    /// <summary>
    /// Associations at a time; further ones are rejected for now (transient, temporary congestion). 0 = no limit of ours.
    /// </summary>
    public int MaxClientsAllowed { get; set; }
}
