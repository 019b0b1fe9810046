namespace Acsa.Dicom.Network.StateMachine;

/// <summary>Names the protocol of a peer that does not speak DICOM, from its first bytes.</summary>
internal static class StrangerProtocol
{
    private static readonly byte[][] HttpMethods =
    [
        "GET "u8.ToArray(), "POST"u8.ToArray(), "HEAD"u8.ToArray(), "PUT "u8.ToArray(),
        "OPTI"u8.ToArray(), "CONN"u8.ToArray(), "PRI "u8.ToArray(),
    ];

    public static AssociationEnd Classify(ReadOnlySpan<byte> bytes)
    {
        // RFC 8446 5.1: handshake record (22), then a legacy version 3.x.
        if (bytes.Length > 0 && bytes[0] == 0x16 && (bytes.Length == 1 || bytes[1] == 3)) return AssociationEnd.TlsReceived;
        foreach (var method in HttpMethods)
            if (bytes.StartsWith(method)) return AssociationEnd.HttpReceived;
        return AssociationEnd.NotDicomReceived;
    }
}
