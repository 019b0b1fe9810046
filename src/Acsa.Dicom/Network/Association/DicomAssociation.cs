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

    /// <summary>Operations that the requestor may have outstanding (PS3.7 D.3.3.3).</summary>
    public int MaxAsyncOpsInvoked { get; set; } = 1;

    /// <summary>Operations that the requestor can perform at a time (PS3.7 D.3.3.3).</summary>
    public int MaxAsyncOpsPerformed { get; set; } = 1;

    /// <summary>What was proposed and agreed.</summary>
    public DicomPresentationContextCollection PresentationContexts { get; } = [];

    /// <summary>Counts the associations of this process from 1; what logs name an association by.</summary>
    internal long Number { get; init; }

    internal ushort ProtocolVersion { get; init; } = 1;

    internal string ApplicationContext { get; init; } = AssociatePdu.DicomApplicationContext;

    /// <summary>The peer asked for a window of asynchronous operations, so the answer must name one.</summary>
    internal bool AsyncOpsProposed { get; init; }

    /// <summary>The peer identified its user and wants to be told that this was accepted (PS3.7 D.3.3.7).</summary>
    internal bool UserIdentityReplyRequested { get; init; }

    /// <summary>Titles, address and number in one value.</summary>
    internal AssociationIdentity Identity => new(Number, CallingAE, CalledAE, RemoteHost, RemotePort);
}
