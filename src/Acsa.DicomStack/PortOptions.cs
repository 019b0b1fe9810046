using Microsoft.Extensions.Logging;

namespace Acsa.DicomStack;

/// <summary>A port to be opened.</summary>
public sealed record PortOptions
{
    /// <summary>An IP address of this machine; <c>::</c> takes every address, IPv4 too.</summary>
    public required string Address { get; init; }

    /// <summary>The TCP port; 0 = a free one.</summary>
    public required int Port { get; init; }

    /// <summary>Associations at a time; further ones are rejected for now.</summary>
    public required int MaxAssociations { get; init; }

    /// <summary>The same for one address.</summary>
    public required int MaxAssociationsPerHost { get; init; }

    /// <summary>Largest data set in bytes.</summary>
    public required long MaxDataSetLength { get; init; }

    /// <summary>Asked at each handshake for what to show and whom to believe; null = a port without TLS.</summary>
    public Func<TlsSide>? Tls { get; init; }

    /// <summary>Counts connections by how they ended.</summary>
    public ConnectionCounts? Counts { get; init; }

    /// <summary>Becomes each service's UserState.</summary>
    public required object UserState { get; init; }

    /// <summary>Where the port and its services log.</summary>
    public required ILogger Logger { get; init; }
}
