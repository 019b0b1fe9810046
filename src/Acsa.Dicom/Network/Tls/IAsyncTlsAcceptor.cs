namespace Acsa.Dicom.Network.Tls;

/// <summary>An acceptor whose handshakes hold no thread, so that frozen ones cost a socket each and nothing else.</summary>
public interface IAsyncTlsAcceptor : ITlsAcceptor
{
    /// <summary>Does the server's part of the handshake and returns the secured stream.</summary>
    /// <exception cref="DicomTlsException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<Stream> AcceptTlsAsync(Stream stream, string remoteAddress, int localPort, CancellationToken cancellation);
}
