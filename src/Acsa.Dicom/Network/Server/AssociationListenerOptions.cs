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

    /// <summary>Connections at a time, associated or not; further ones are closed at once.</summary>
    public int MaxConnections { get; init; } = 512;

    /// <summary>PS3.8 9.1.5: time for A-ASSOCIATE-RQ after connecting, and for the peer's close afterwards.</summary>
    public TimeSpan ArtimTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest silence of a peer within an association. Scanners keep one open between two images of an examination.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Largest C-STORE data set in bytes; a larger one is answered with A700.</summary>
    public long MaxDataSetLength { get; init; } = long.MaxValue;

    /// <summary>
    /// Where objects for <see cref="IDicomCStoreProvider"/> lie while it works on them; not used for <see cref="ICStoreStreamProvider"/>.
    /// </summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>How services use their connections.</summary>
    public DicomServiceOptions Service { get; init; } = new();

    /// <summary>Becomes <see cref="DicomService.UserState"/>.</summary>
    public object? UserState { get; init; }

    /// <summary>Called once for each connection, when it has ended.</summary>
    public Action<AssociationReport>? AssociationEnded { get; init; }

    /// <summary>Where the listener and its services log.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>The clock of all time-outs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
