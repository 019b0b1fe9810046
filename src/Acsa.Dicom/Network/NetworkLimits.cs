namespace Acsa.Dicom.Network;

/// <summary>The bounds on what a peer may claim or send, each with its reason; checked before anything is allocated.</summary>
internal static class NetworkLimits
{
    /// <summary>Longest A-ASSOCIATE-RQ/AC: 128 contexts with forty transfer syntaxes each come to about 170 KB.</summary>
    public const int AssociatePduLength = 256 * 1024;

    /// <summary>PS3.8 7.1.1.13: context identifiers are odd and at most 255, hence 128 contexts.</summary>
    public const int PresentationContexts = 128;

    /// <summary>Operations outstanding at a time (PS3.7 D.3.3.3): enough to hide a slow line, and their responses fit any buffer.</summary>
    public const int OutstandingOperations = 16;

    /// <summary>Items within one A-ASSOCIATE PDU or one presentation context: a real peer sends a few dozen.</summary>
    public const int ItemsPerList = 512;

    /// <summary>PS3.5 9.1: a UID has at most 64 characters.</summary>
    public const int UidLength = 64;

    /// <summary>User identity and extended negotiation fields kept; tickets and SAML assertions run to some kilobytes.</summary>
    public const int NegotiationFieldLength = 64 * 1024;

    /// <summary>Some old implementations count the PDU header, or the PDV header, outside the maximum that they were told.</summary>
    public const int PresentationDataSlack = 12;

    /// <summary>PS3.8 D.1 lets a peer name any maximum; below this a data set would crawl and a zero-length fragment loop.</summary>
    public const int SmallestPeerMaximum = 128;

    /// <summary>Least that we tell a peer: smaller PDUs only cost both sides.</summary>
    public const uint SmallestAdvertisedMaximum = 4096;

    /// <summary>Most that we tell a peer; data is handed on as it arrives, so this is no question of memory.</summary>
    public const uint LargestAdvertisedMaximum = 128 * 1024 * 1024;

    /// <summary>Largest P-DATA-TF that we send, whatever the peer would take: beyond it nothing is gained, only memory used.</summary>
    public const int LargestSentPduLength = 256 * 1024;

    /// <summary>Bytes of one read from the socket once an association stands; also the largest piece handed to a sink.</summary>
    public const int ReceiveBuffer = 256 * 1024;

    /// <summary>Bytes of one read before that: strangers get no more.</summary>
    public const int GreetingBuffer = 4 * 1024;

    /// <summary>A command set is a few hundred bytes (PS3.7 6.3.1); error comments and UIDs are bounded by their VR.</summary>
    public const int CommandSetLength = 16 * 1024;

    /// <summary>Empty fragments in a row: PS3.8 Annex E allows one at the end of a message, and nobody has reason for many.</summary>
    public const int EmptyFragments = 1000;

    /// <summary>First bytes of a connection that are looked at before a TLS handshake begins: they tell TLS, DICOM and HTTP
    /// apart.</summary>
    public const int FirstBytes = 4;

    /// <summary>Connections that the operating system holds ready for us: a storm of callers must not push the next scanner out.</summary>
    public const int Backlog = 512;

    /// <summary>
    /// Data sets other than those of C-STORE are held in memory, one for each association, up to this many bytes: ten thousand instances in
    /// a request for commitment come to 1.5 MB.
    /// </summary>
    public const int HeldDataSetLength = 4 * 1024 * 1024;

    /// <summary>Elements and items of such a data set: the same request has forty thousand.</summary>
    public const int HeldElements = 200_000;

    /// <summary>An object that is sent from memory is encoded as a whole first; larger ones are sent from their files.</summary>
    public const int EncodedDataSetLength = 512 * 1024 * 1024;
}
