namespace Acsa.Dicom.Network;

/// <summary>Which SOP classes are taken, in which transfer syntaxes.</summary>
public sealed record PresentationContextPolicy
{
    /// <summary>
    /// Verification, every storage class and transfer syntax of <see cref="StorageContexts"/>, storage commitment's reports.
    /// </summary>
    public static PresentationContextPolicy Default { get; } = new();

    /// <summary>Storage classes taken.</summary>
    public IReadOnlySet<DicomUID> StorageClasses { get; init; } = StorageContexts.Classes;

    /// <summary>Classes without pixels that are taken besides, in the uncompressed little endian syntaxes only.</summary>
    public IReadOnlySet<DicomUID> OtherClasses { get; init; } =
        new HashSet<DicomUID> { DicomUID.Verification, DicomUID.StorageCommitmentPushModel };

    /// <summary>Transfer syntaxes taken for storage, the most wanted first.</summary>
    public IReadOnlyList<DicomTransferSyntax> TransferSyntaxes { get; init; } = StorageContexts.TransferSyntaxes;

    /// <summary>For a class here, its own transfer syntaxes in place of the others', the most wanted first.</summary>
    public IReadOnlyDictionary<DicomUID, IReadOnlyList<DicomTransferSyntax>> TransferSyntaxesByClass { get; init; } =
        new Dictionary<DicomUID, IReadOnlyList<DicomTransferSyntax>>();

    /// <summary>Classes of which the requestor may be SCP: who reports on a storage commitment is.</summary>
    public IReadOnlySet<DicomUID> ProviderRoleClasses { get; init; } = new HashSet<DicomUID> { DicomUID.StorageCommitmentPushModel };

    /// <summary>Takes a class that specialises one of the storage classes, as common extended negotiation tells (PS3.4 B.3.1.4).</summary>
    public bool TakesSpecialisedClasses { get; init; } = true;

    /// <summary>Takes every other storage class too, private and future ones included.</summary>
    public bool IsPromiscuous { get; init; }

    /// <summary>Our order of transfer syntaxes wins; else the requestor's, which keeps an object in its sender's own encoding.</summary>
    public bool PrefersOwnOrder { get; init; }

    /// <summary>The answer to one proposed context.</summary>
    /// <param name="proposed">The context.</param>
    /// <param name="extended">What the requestor tells of its SOP class besides, or null.</param>
    public PresentationContextVerdict Judge(DicomPresentationContext proposed, DicomExtendedNegotiation? extended = null)
    {
        ArgumentNullException.ThrowIfNull(proposed);
        IReadOnlyList<DicomTransferSyntax> taken;
        if (OtherClasses.Contains(proposed.AbstractSyntax)) taken = StorageContexts.Uncompressed;
        else if (IsStorageTaken(proposed.AbstractSyntax, extended)) taken = TransferSyntaxes;
        else return new(proposed.ID, DicomPresentationContextResult.RejectAbstractSyntaxNotSupported, null);

        if (TransferSyntaxesByClass.TryGetValue(proposed.AbstractSyntax, out var own)) taken = own;
        var offered = proposed.GetTransferSyntaxes();
        var agreed = PrefersOwnOrder ? taken.FirstOrDefault(offered.Contains) : offered.FirstOrDefault(taken.Contains);
        return agreed is null
            ? new(proposed.ID, DicomPresentationContextResult.RejectTransferSyntaxesNotSupported, null)
            : new(proposed.ID, DicomPresentationContextResult.Accept, agreed, ProviderRoleClasses.Contains(proposed.AbstractSyntax));
    }

    // A class that the dictionary does not know may be a service other than storage; only its name space tells the two apart.
    private bool IsStorageTaken(DicomUID abstractSyntax, DicomExtendedNegotiation? extended) =>
        StorageClasses.Contains(abstractSyntax) ||
        (TakesSpecialisedClasses && extended is not null && extended.RelatedGeneralSopClasses.Exists(StorageClasses.Contains)) ||
        (IsPromiscuous && (abstractSyntax.StorageCategory != DicomStorageCategory.None ||
                           abstractSyntax.Type == DicomUidType.Unknown));
}
