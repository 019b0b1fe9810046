namespace Acsa.Dicom.Network;

/// <summary>SOP class extended (PS3.7 D.3.3.5) and common extended negotiation (D.3.3.6) of one SOP class.</summary>
public class DicomExtendedNegotiation
{
    /// <summary>Extended negotiation.</summary>
    public DicomExtendedNegotiation(DicomUID sopClassUid, DicomServiceApplicationInfo applicationInfo)
        : this(sopClassUid, applicationInfo, null)
    {
    }

    /// <summary>Common extended negotiation.</summary>
    public DicomExtendedNegotiation(DicomUID sopClassUid, DicomUID serviceClassUid, params DicomUID[] relatedGeneralSopClasses)
        : this(sopClassUid, null, serviceClassUid, relatedGeneralSopClasses)
    {
    }

    /// <summary>Either or both.</summary>
    public DicomExtendedNegotiation(
        DicomUID sopClassUid, DicomServiceApplicationInfo? applicationInfo, DicomUID? serviceClassUid,
        params DicomUID[] relatedGeneralSopClasses)
    {
        ArgumentNullException.ThrowIfNull(sopClassUid);
        (SopClassUid, RequestedApplicationInfo, ServiceClassUid) = (sopClassUid, applicationInfo, serviceClassUid);
        RelatedGeneralSopClasses = [.. relatedGeneralSopClasses];
    }

    /// <summary>The SOP class.</summary>
    public DicomUID SopClassUid { get; }

    /// <summary>What the requestor proposes, or null.</summary>
    public DicomServiceApplicationInfo? RequestedApplicationInfo { get; internal set; }

    /// <summary>What the acceptor answers; null = nothing, and the service's defaults apply.</summary>
    public DicomServiceApplicationInfo? AcceptedApplicationInfo { get; private set; }

    /// <summary>The service class that the SOP class belongs to, from common extended negotiation, or null.</summary>
    public DicomUID? ServiceClassUid { get; internal set; }

    /// <summary>The general SOP classes that the SOP class specialises, from common extended negotiation.</summary>
    public List<DicomUID> RelatedGeneralSopClasses { get; }

    /// <summary>Answers; only what was requested is answered (PS3.7 D.3.3.5), so without a request this does nothing.</summary>
    public void AcceptApplicationInfo(DicomServiceApplicationInfo? acceptedInfo)
    {
        if (RequestedApplicationInfo is not null) AcceptedApplicationInfo = acceptedInfo;
    }
}
