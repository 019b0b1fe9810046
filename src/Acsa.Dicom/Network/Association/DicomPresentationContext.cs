namespace Acsa.Dicom.Network;

/// <summary>One presentation context: an abstract syntax, the transfer syntaxes proposed for it, and the answer (PS3.8 7.1.1.13).</summary>
public class DicomPresentationContext
{
    private readonly List<DicomTransferSyntax> _transferSyntaxes = [];

    /// <summary>A context without roles, that is: the requestor is SCU, the acceptor SCP.</summary>
    public DicomPresentationContext(byte pcid, DicomUID abstractSyntax)
        : this(pcid, abstractSyntax, null, null)
    {
    }

    /// <summary>A context with SCP/SCU role selection (PS3.7 D.3.3.4) for the requestor.</summary>
    public DicomPresentationContext(byte pcid, DicomUID abstractSyntax, bool? userRole, bool? providerRole)
    {
        ArgumentNullException.ThrowIfNull(abstractSyntax);
        (ID, AbstractSyntax, UserRole, ProviderRole) = (pcid, abstractSyntax, userRole, providerRole);
    }

    /// <summary>Presentation-context-ID: odd, 1 to 255.</summary>
    public byte ID { get; }

    /// <summary>What is to be exchanged, usually a SOP class.</summary>
    public DicomUID AbstractSyntax { get; }

    /// <summary>The transfer syntax agreed on, or null.</summary>
    public DicomTransferSyntax? AcceptedTransferSyntax { get; private set; }

    /// <summary>The answer, <see cref="DicomPresentationContextResult.Proposed"/> before it.</summary>
    public DicomPresentationContextResult Result { get; private set; } = DicomPresentationContextResult.Proposed;

    /// <summary>Whether the requestor is SCU; null without role selection.</summary>
    public bool? UserRole { get; internal set; }

    /// <summary>Whether the requestor is SCP; null without role selection.</summary>
    public bool? ProviderRole { get; internal set; }

    /// <summary>
    /// A context in which the peer sends to the requestor: for C-GET, one for each class that may come.
    /// No transfer syntax = implicit VR little endian.
    /// </summary>
    public static DicomPresentationContext GetScpRolePresentationContext(
        DicomUID abstractSyntax, params DicomTransferSyntax[] transferSyntaxes)
    {
        var context = new DicomPresentationContext(0, abstractSyntax, userRole: false, providerRole: true);
        if (transferSyntaxes is null or []) context.AddTransferSyntax(DicomTransferSyntax.ImplicitVRLittleEndian);
        foreach (var syntax in transferSyntaxes ?? []) context.AddTransferSyntax(syntax);
        return context;
    }

    /// <summary>Contexts for C-GET of every storage class in use whose name holds the filter; null = of all, which is over 128.</summary>
    public static IEnumerable<DicomPresentationContext> GetScpRolePresentationContextsFromStorageUids(
        string? filter, params DicomTransferSyntax[] transferSyntaxes) =>
        DicomUID.Enumerate()
            .Where(uid => uid.StorageCategory != DicomStorageCategory.None && !uid.IsRetired &&
                uid.Name.Contains(filter?.Trim() ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(uid => GetScpRolePresentationContext(uid, transferSyntaxes));

    /// <summary>Contexts for C-GET of every storage class in use of a category.</summary>
    public static IEnumerable<DicomPresentationContext> GetScpRolePresentationContextsFromStorageUids(
        DicomStorageCategory storageCategory, params DicomTransferSyntax[] transferSyntaxes) =>
        DicomUID.Enumerate()
            .Where(uid => uid.StorageCategory == storageCategory && !uid.IsRetired)
            .Select(uid => GetScpRolePresentationContext(uid, transferSyntaxes));

    /// <summary>Sets the answer; an acceptance takes the first transfer syntax proposed.</summary>
    public void SetResult(DicomPresentationContextResult result) =>
        SetResult(result, result == DicomPresentationContextResult.Accept ? _transferSyntaxes.FirstOrDefault() : null);

    /// <summary>Sets the answer and the transfer syntax agreed on.</summary>
    public void SetResult(DicomPresentationContextResult result, DicomTransferSyntax? acceptedTransferSyntax) =>
        (Result, AcceptedTransferSyntax) = (result, acceptedTransferSyntax);

    /// <summary>Accepts the first proposed transfer syntax that is among these, else rejects; the requestor's order wins.</summary>
    public bool AcceptTransferSyntaxes(params DicomTransferSyntax[] acceptedTransferSyntaxes) =>
        AcceptTransferSyntaxes(acceptedTransferSyntaxes, scpPriority: false);

    /// <summary>Accepts a proposed transfer syntax that is among these, in the order of one side or the other, else rejects.</summary>
    public bool AcceptTransferSyntaxes(DicomTransferSyntax[] acceptedTransferSyntaxes, bool scpPriority = false)
    {
        ArgumentNullException.ThrowIfNull(acceptedTransferSyntaxes);
        if (Result == DicomPresentationContextResult.Accept) return true;

        var agreed = scpPriority
            ? Array.Find(acceptedTransferSyntaxes, HasTransferSyntax)
            : _transferSyntaxes.Find(proposed => Array.IndexOf(acceptedTransferSyntaxes, proposed) >= 0);
        if (agreed is null) SetResult(DicomPresentationContextResult.RejectTransferSyntaxesNotSupported, null);
        else SetResult(DicomPresentationContextResult.Accept, agreed);
        return agreed is not null;
    }

    /// <summary>Proposes one more transfer syntax; one already proposed is left as it is.</summary>
    public void AddTransferSyntax(DicomTransferSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(syntax);
        if (!HasTransferSyntax(syntax)) _transferSyntaxes.Add(syntax);
    }

    /// <summary>The transfer syntaxes proposed, in the requestor's order.</summary>
    public IReadOnlyList<DicomTransferSyntax> GetTransferSyntaxes() => _transferSyntaxes;

    /// <summary>Whether a transfer syntax was proposed.</summary>
    public bool HasTransferSyntax(DicomTransferSyntax syntax) => _transferSyntaxes.Contains(syntax);

    /// <summary>Takes a transfer syntax back.</summary>
    public void RemoveTransferSyntax(DicomTransferSyntax syntax) => _transferSyntaxes.Remove(syntax);

    /// <summary>Takes all transfer syntaxes back.</summary>
    public void ClearTransferSyntaxes() => _transferSyntaxes.Clear();

    /// <summary>Whether the requestor has these roles; without role selection it is SCU and nothing else.</summary>
    internal bool HasRole(bool user, bool provider) => (UserRole ?? ProviderRole is null) == user && (ProviderRole ?? false) == provider;

    /// <summary>The answer in words.</summary>
    public string GetResultDescription() => Result switch
    {
        DicomPresentationContextResult.Accept => "Accept",
        DicomPresentationContextResult.Proposed => "Proposed",
        DicomPresentationContextResult.RejectAbstractSyntaxNotSupported => "Reject - Abstract Syntax Not Supported",
        DicomPresentationContextResult.RejectNoReason => "Reject - No Reason",
        DicomPresentationContextResult.RejectTransferSyntaxesNotSupported => "Reject - Transfer Syntaxes Not Supported",
        DicomPresentationContextResult.RejectUser => "Reject - User",
        _ => "Unknown",
    };
}
