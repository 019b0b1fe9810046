using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network;

/// <summary>What the two sides of an association have told each other (PS3.8 7.1.1).</summary>
public class DicomAssociation
{
    /// <summary>An association between titles that are not known yet.</summary>
    public DicomAssociation()
        : this("", "")
    {
    }

    /// <summary>An association between two titles.</summary>
    public DicomAssociation(string callingAe, string calledAe)
    {
        ArgumentNullException.ThrowIfNull(callingAe);
        ArgumentNullException.ThrowIfNull(calledAe);
        (CallingAE, CalledAE) = (callingAe, calledAe);
    }

    /// <summary>The title of the side that requests the association.</summary>
    public string CallingAE { get; set; }

    /// <summary>The title of the side that is called.</summary>
    public string CalledAE { get; set; }

    /// <summary>The peer's address.</summary>
    public string RemoteHost { get; set; } = "";

    /// <summary>The peer's TCP port.</summary>
    public int RemotePort { get; set; }

    /// <summary>The peer's Implementation Class UID (PS3.7 D.3.3.2), or null.</summary>
    public DicomUID? RemoteImplementationClassUID { get; set; }

    /// <summary>The peer's Implementation Version Name (PS3.7 D.3.3.2).</summary>
    public string RemoteImplementationVersion { get; set; } = "";

    /// <summary>The longest P-DATA-TF that the peer takes, in bytes; 0 = any (PS3.8 D.1).</summary>
    public uint MaximumPDULength { get; set; }

    /// <summary>
    /// Operations that the requestor may have outstanding (PS3.7 D.3.3.3), 0 = any number: as proposed before the answer, then as agreed.
    /// </summary>
    public int MaxAsyncOpsInvoked { get; set; } = 1;

    /// <summary>Operations that the acceptor may have outstanding, likewise.</summary>
    public int MaxAsyncOpsPerformed { get; set; } = 1;

    /// <summary>SOP class extended and common extended negotiation.</summary>
    public DicomExtendedNegotiationCollection ExtendedNegotiations { get; } = [];

    /// <summary>Who the user at the requestor is, or null. Never to be logged.</summary>
    public DicomUserIdentityNegotiation? UserIdentityNegotiation { get; set; }

    /// <summary>What was proposed and agreed.</summary>
    public DicomPresentationContextCollection PresentationContexts { get; } = [];

    /// <summary>Counts the associations of this process from 1; what logs name an association by.</summary>
    internal long Number { get; init; }

    internal ushort ProtocolVersion { get; init; } = 1;

    internal string ApplicationContext { get; init; } = AssociatePdu.DicomApplicationContext;

    /// <summary>What the requestor asked for, invoked and performed; null = nothing, so that the answer must not name a window.</summary>
    internal AsynchronousOperationsItem? AsyncOpsProposed { get; init; }

    /// <summary>Titles, address and number in one value.</summary>
    internal AssociationIdentity Identity => new(Number, CallingAE, CalledAE, RemoteHost, RemotePort);
}
