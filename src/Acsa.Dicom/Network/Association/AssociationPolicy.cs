using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network;

/// <summary>Whom this node talks to and about what; judges an association request without side effects.</summary>
public sealed record AssociationPolicy
{
    /// <summary>The titles that this node answers to; compared exactly, as PS3.8 9.3.2 has it. Empty = any.</summary>
    public IReadOnlyCollection<string> CalledTitles { get; init; } = [];

    /// <summary>Whether a peer may associate, by its title and address; null = any may.</summary>
    public Func<string, string, bool>? AdmitsPeer { get; init; }

    /// <summary>
    /// Whether a user may associate: called with the identity that the requestor gives, or null; may set its server response.
    /// Null = any may.
    /// </summary>
    public Func<DicomUserIdentityNegotiation?, bool>? AdmitsUser { get; init; }

    /// <summary>The answer to a SOP class extended negotiation; null, by itself or as an answer, leaves the service's defaults.</summary>
    public Func<DicomExtendedNegotiation, DicomServiceApplicationInfo?>? NegotiatesExtended { get; init; }

    /// <summary>What is taken from peers, and in which encodings.</summary>
    public PresentationContextPolicy Contexts { get; init; } = PresentationContextPolicy.Default;

    /// <summary>What PS3.8 itself asks of a request, before any question of policy; null = nothing wrong.</summary>
    public static AssociationVerdict? JudgeProtocol(DicomAssociation request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // PS3.8 9.3.2: bit 0 stands for version 1; other bits are not to be tested.
        if ((request.ProtocolVersion & 1) == 0) return AssociationVerdict.Reject(DicomRejectReason.ProtocolVersionNotSupported);
        if (request.ApplicationContext != AssociatePdu.DicomApplicationContext)
            return AssociationVerdict.Reject(DicomRejectReason.ApplicationContextNotSupported);
        return null;
    }

    /// <summary>The answer to a request.</summary>
    public AssociationVerdict Judge(DicomAssociation request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return JudgeProtocol(request) ?? (
            CalledTitles.Count > 0 && !CalledTitles.Contains(request.CalledAE)
                ? AssociationVerdict.Reject(DicomRejectReason.CalledAENotRecognized) :
            AdmitsPeer?.Invoke(request.CallingAE, request.RemoteHost) == false
                ? AssociationVerdict.Reject(DicomRejectReason.CallingAENotRecognized) :
            AdmitsUser?.Invoke(request.UserIdentityNegotiation) == false
                ? AssociationVerdict.Reject(DicomRejectReason.NoReasonGiven) :
            Accept(request));
    }

    private AssociationVerdict Accept(DicomAssociation request)
    {
        var contexts = request.PresentationContexts
            .Select(context => Contexts.Judge(context, request.ExtendedNegotiations.Find(context.AbstractSyntax)));
        var extended = new Dictionary<DicomUID, DicomServiceApplicationInfo>();
        foreach (var negotiation in request.ExtendedNegotiations)
        {
            if (negotiation.RequestedApplicationInfo is not null && NegotiatesExtended?.Invoke(negotiation) is { } answer)
                extended[negotiation.SopClassUid] = answer;
        }

        return AssociationVerdict.Accept([.. contexts], extended);
    }
}
