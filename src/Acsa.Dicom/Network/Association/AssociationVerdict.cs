namespace Acsa.Dicom.Network;

/// <summary>The answer to an association request, as one value: accept with these contexts, or reject for this reason.</summary>
public sealed record AssociationVerdict
{
    private AssociationVerdict()
    {
    }

    /// <summary>Whether the association is accepted; single contexts may still be refused.</summary>
    public bool IsAccepted { get; private init; }

    /// <summary>The answers by presentation context identifier, when accepted.</summary>
    public IReadOnlyList<PresentationContextVerdict> Contexts { get; private init; } = [];

    /// <summary>The answers to SOP class extended negotiations, when accepted.</summary>
    public IReadOnlyDictionary<DicomUID, DicomServiceApplicationInfo> ExtendedNegotiations { get; private init; } =
        new Dictionary<DicomUID, DicomServiceApplicationInfo>();

    /// <summary>For good, or for now, when rejected.</summary>
    public DicomRejectResult Result { get; private init; }

    /// <summary>The part of this node that rejects (PS3.8 9.3.4).</summary>
    public DicomRejectSource Source { get; private init; }

    /// <summary>Why, when rejected.</summary>
    public DicomRejectReason Reason { get; private init; }

    /// <summary>Accepts, with these answers.</summary>
    public static AssociationVerdict Accept(
        IReadOnlyList<PresentationContextVerdict> contexts,
        IReadOnlyDictionary<DicomUID, DicomServiceApplicationInfo>? extendedNegotiations = null) => new()
        {
            IsAccepted = true,
            Contexts = contexts,
            ExtendedNegotiations = extendedNegotiations ?? new Dictionary<DicomUID, DicomServiceApplicationInfo>(),
        };

    /// <summary>Rejects; the source follows from the reason, the result from whether waiting can help.</summary>
    public static AssociationVerdict Reject(DicomRejectReason reason) => new()
    {
        Result = reason is DicomRejectReason.TemporaryCongestion or DicomRejectReason.LocalLimitExceeded
            ? DicomRejectResult.Transient
            : DicomRejectResult.Permanent,
        Source = (DicomRejectSource)((int)reason >> 4),
        Reason = reason,
    };
}
