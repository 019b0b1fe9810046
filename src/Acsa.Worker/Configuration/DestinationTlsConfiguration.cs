namespace Acsa.Worker.Configuration;

/// <summary>TLS towards a destination.</summary>
/// <param name="HostName">The name that its certificate must bear; null = the host of the destination.</param>
sealed record DestinationTlsConfiguration(string? HostName, TlsFiles Files);
