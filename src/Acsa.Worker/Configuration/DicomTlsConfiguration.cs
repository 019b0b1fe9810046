namespace Acsa.Worker.Configuration;

/// <summary>The port with TLS.</summary>
/// <param name="Port">0 takes a free one.</param>
/// <param name="Only">No port without TLS is opened.</param>
/// <param name="RequireClientCertificate">Who calls has to show a certificate that is trusted.</param>
sealed record DicomTlsConfiguration(int Port, bool Only, bool RequireClientCertificate, TlsFiles Files);
