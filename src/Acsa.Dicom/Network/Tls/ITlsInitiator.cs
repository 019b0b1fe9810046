namespace Acsa.Dicom.Network.Tls;

/// <summary>Secures connections that we have opened.</summary>
public interface ITlsInitiator
{
    /// <summary>Does the client's part of the handshake and returns the secured stream; blocks until it is done.</summary>
    /// <exception cref="DicomTlsException">The handshake failed.</exception>
    Stream InitiateTls(Stream stream, string remoteAddress, int remotePort);
}
