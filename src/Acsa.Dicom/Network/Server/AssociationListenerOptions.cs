using System.Net;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network;

/// <summary>What a listener takes, and for how long it waits.</summary>
public sealed record AssociationListenerOptions
{
    /// <summary>The address to listen on; <see cref="IPAddress.IPv6Any"/> takes IPv4 as well.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>The port to listen on; 0 = a free one.</summary>
    public int Port { get; init; }

    /// <summary>Associations at a time; further ones are rejected as transient, temporary congestion. 0 = as many as connections.</summary>
    public int MaxAssociations { get; init; }

    /// <summary>Associations at a time with one address; further ones are rejected as transient. 0 = no limit for one address.</summary>
    public int MaxAssociationsPerHost { get; init; }

    /// <summary>
    /// Connections at a time, associated or not; at the limit the oldest one without an association gives way, and if all have one, the new
    /// one is closed at once.
    /// </summary>
    public int MaxConnections { get; init; } = 512;

    /// <summary>The same for one address, so that one machine cannot push all others out. Many may sit behind a gateway.</summary>
    public int MaxConnectionsPerHost { get; init; } = 128;

    /// <summary>TLS handshakes at a time; at the limit the oldest gives way.</summary>
    public int MaxHandshakes { get; init; } = 64;

    /// <summary>Secures every connection, with a handshake within <see cref="ArtimTimeout"/>; null = a port without TLS.</summary>
    public Tls.ITlsAcceptor? TlsAcceptor { get; init; }

    /// <summary>PS3.8 9.1.5: time for A-ASSOCIATE-RQ after connecting, and for the peer's close afterwards.</summary>
    public TimeSpan ArtimTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest silence of a peer within an association, longest wait for the whole of a PDU, and for a peer to take ours. Scanners
    /// keep one open between two images of an examination.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Largest C-STORE data set in bytes; a larger one is answered with A700, one of more than twice as much is aborted.</summary>
    public long MaxDataSetLength { get; init; } = long.MaxValue;

    /// <summary>
    /// Where objects for <see cref="IDicomCStoreProvider"/> lie while it works on them; not used for <see cref="ICStoreStreamProvider"/>.
    /// </summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>How services use their connections.</summary>
    public DicomServiceOptions Service { get; init; } = new();

    /// <summary>Becomes <see cref="DicomService.UserState"/>.</summary>
    public object? UserState { get; init; }

    /// <summary>Counts connections by how they ended; several listeners may share one.</summary>
    public ConnectionTally Tally { get; init; } = new();

    /// <summary>Called once for each connection, when it has ended.</summary>
    public Action<AssociationReport>? AssociationEnded { get; init; }

    /// <summary>Where the listener and its services log.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>The clock of all time-outs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
