namespace Acsa.Dicom.Network.Client;

/// <summary>How long a client waits, and for what.</summary>
public class DicomClientOptions
{
    /// <summary>Longest wait for the TCP connection, in milliseconds.</summary>
    public int ConnectionTimeoutInMs { get; set; } = 10_000;

    /// <summary>Longest wait for the answer to A-ASSOCIATE-RQ, in milliseconds.</summary>
    public int AssociationRequestTimeoutInMs { get; set; } = 5000;

    /// <summary>Longest wait for the answer to A-RELEASE-RQ, in milliseconds.</summary>
    public int AssociationReleaseTimeoutInMs { get; set; } = 10_000;

    /// <summary>How long an association stays open for requests that are added while it stands, in milliseconds.</summary>
    public int AssociationLingerTimeoutInMs { get; set; } = 50;

    /// <summary>Requests over one association; null = all of them.</summary>
    public int? MaximumNumberOfRequestsPerAssociation { get; set; }
}
