namespace Acsa.Worker.Configuration;

/// <summary>The node's own address: AE title and listening port (0 takes a free one).</summary>
/// <param name="Bind">IP address to listen on; 0.0.0.0 for all of this machine's.</param>
sealed record DicomConfiguration(string AeTitle, int Port, string Bind);
