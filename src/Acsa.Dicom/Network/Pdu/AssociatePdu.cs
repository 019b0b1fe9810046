namespace Acsa.Dicom.Network.Pdu;

/// <summary>A-ASSOCIATE-RQ or A-ASSOCIATE-AC (PS3.8 9.3.2, 9.3.3).</summary>
/// <remarks><code>
/// | 0..5   | header                                                          |
/// | 6..7   | protocol version, bit 0 = version 1                             |
/// | 8..9   | reserved                                                        |
/// | 10..25 | called AE title    (AC: as in the request, not to be tested)    |
/// | 26..41 | calling AE title   (AC: as in the request, not to be tested)    |
/// | 42..73 | reserved                                                        |
/// | 74..   | items: application context, presentation contexts, user information |
/// </code></remarks>
internal sealed record AssociatePdu(bool IsRequest) : PduMessage
{
    /// <summary>Bytes between the header and the first item.</summary>
    public const int FixedLength = 68;

    public const string DicomApplicationContext = "1.2.840.10008.3.1.1.1";

    public ushort ProtocolVersion { get; init; } = 1;

    public required string CalledAE { get; init; }

    public required string CallingAE { get; init; }

    public string ApplicationContext { get; init; } = DicomApplicationContext;

    public IReadOnlyList<PresentationContextItem> PresentationContexts { get; init; } = [];

    public UserInformationItem UserInformation { get; init; } = new();
}

/// <summary>A presentation context as proposed (PS3.8 9.3.2.2) or answered (9.3.3.2).</summary>
/// <param name="Id">Odd, 1 to 255.</param>
/// <param name="AbstractSyntax">Null in an answer, which does not repeat it.</param>
/// <param name="Result">Result/reason of an answer; 0 in a proposal.</param>
/// <param name="TransferSyntaxes">In an answer: the accepted one; not significant when refused.</param>
internal sealed record PresentationContextItem(byte Id, string? AbstractSyntax, byte Result, IReadOnlyList<string> TransferSyntaxes);

/// <summary>User information (PS3.8 9.3.2.3): the sub-items of PS3.8 Annex D and PS3.7 Annex D.3.3.</summary>
internal sealed record UserInformationItem
{
    /// <summary>PS3.8 D.1: the longest P-DATA-TF, header excluded, that its sender can receive; 0 or absent = no limit.</summary>
    public uint MaximumLength { get; init; }

    public string ImplementationClassUid { get; init; } = "";

    public string ImplementationVersionName { get; init; } = "";

    /// <summary>PS3.7 D.3.3.3, null when the sub-item is absent (1 and 1).</summary>
    public AsynchronousOperationsItem? AsynchronousOperations { get; init; }

    public IReadOnlyList<RoleSelectionItem> Roles { get; init; } = [];

    public IReadOnlyList<ExtendedNegotiationItem> ExtendedNegotiations { get; init; } = [];

    /// <summary>PS3.7 D.3.3.6, of a request; never answered.</summary>
    public IReadOnlyList<CommonExtendedNegotiationItem> CommonExtendedNegotiations { get; init; } = [];

    /// <summary>PS3.7 D.3.3.7, of a request.</summary>
    public UserIdentityItem? UserIdentity { get; init; }

    /// <summary>PS3.7 D.3.3.7.2, of an answer: the server response, null when the sub-item is absent.</summary>
    public byte[]? UserIdentityReply { get; init; }
}

/// <summary>PS3.7 D.3.3.3: operations outstanding at a time; 0 = unlimited.</summary>
internal readonly record struct AsynchronousOperationsItem(ushort Invoked, ushort Performed);

/// <summary>PS3.7 D.3.3.4: for this SOP class the association-requestor takes these roles.</summary>
internal sealed record RoleSelectionItem(string SopClassUid, bool ScuRole, bool ScpRole);

/// <summary>PS3.7 D.3.3.5: information of one service class, not interpreted here.</summary>
internal sealed record ExtendedNegotiationItem(string SopClassUid, byte[] Information);

/// <summary>PS3.7 D.3.3.6: which service class a SOP class belongs to, and which general SOP classes it specialises.</summary>
internal sealed record CommonExtendedNegotiationItem(
    string SopClassUid, string ServiceClassUid, IReadOnlyList<string> RelatedGeneralClasses);

/// <summary>PS3.7 D.3.3.7: type 1 user name, 2 with passcode, 3 Kerberos, 4 SAML, 5 JWT. Never logged.</summary>
internal sealed record UserIdentityItem(byte Type, bool PositiveResponseRequested, byte[] PrimaryField, byte[] SecondaryField);
