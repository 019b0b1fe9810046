namespace Acsa.Dicom.Network.Tls;

/// <summary>Secures connections that peers have opened.</summary>
public interface ITlsAcceptor
{
    /// <summary>Does the server's part of the handshake and returns the secured stream; blocks until it is done.</summary>
    /// <exception cref="DicomTlsException">The handshake failed.</exception>
    Stream AcceptTls(Stream stream, string remoteAddress, int localPort);
}
