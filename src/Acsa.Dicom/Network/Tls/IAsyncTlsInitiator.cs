namespace Acsa.Dicom.Network.Tls;

/// <summary>An initiator whose handshakes hold no thread and can be cancelled.</summary>
public interface IAsyncTlsInitiator : ITlsInitiator
{
    /// <summary>Does the client's part of the handshake and returns the secured stream.</summary>
    /// <exception cref="DicomTlsException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<Stream> InitiateTlsAsync(Stream stream, string remoteAddress, int remotePort, CancellationToken cancellation);
}
