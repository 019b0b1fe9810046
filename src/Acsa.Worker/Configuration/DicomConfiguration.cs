namespace Acsa.Worker.Configuration;

/// <summary>The node's own address: AE title and listening port (0 takes a free one).</summary>
sealed record DicomConfiguration(string AeTitle, int Port);
