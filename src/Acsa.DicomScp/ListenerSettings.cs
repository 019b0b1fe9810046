namespace Acsa.DicomScp;

/// <summary>What a listener may be told beyond its address.</summary>
public sealed record ListenerSettings
{
    /// <summary>Asked at each handshake for what to show and whom to believe; null = no TLS.</summary>
    public Func<TlsSide>? Tls { get; init; }

    /// <summary>Associations at a time; further ones are rejected for now.</summary>
    public int MaxAssociations { get; init; } = Limits.Associations;

    /// <summary>The same for one address.</summary>
    public int MaxAssociationsPerHost { get; init; } = Limits.AssociationsPerHost;

    /// <summary>Storage Commitment; null = its presentation context is refused.</summary>
    public ICommitments? Commitments { get; init; }

    /// <summary>Counts connections by how they ended; several listeners may share one.</summary>
    public ConnectionCounts? Counts { get; init; }
}
