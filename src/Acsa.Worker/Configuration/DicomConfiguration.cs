namespace Acsa.Worker.Configuration;

/// <summary>The node's own address: AE title and listening port (0 takes a free one).</summary>
/// <param name="Bind">IP addresses to listen on; <c>::</c> for all of this machine's, <c>0.0.0.0</c> for its IPv4 addresses.</param>
sealed record DicomConfiguration(string AeTitle, int Port, IReadOnlyList<string> Bind)
{
    /// <summary>The port with TLS; null = none.</summary>
    public DicomTlsConfiguration? Tls { get; init; }

    /// <summary>Associations at a time.</summary>
    public int MaxAssociations { get; init; } = Limits.Associations;

    /// <summary>Associations at a time with one address.</summary>
    public int MaxAssociationsPerHost { get; init; } = Limits.AssociationsPerHost;
}
