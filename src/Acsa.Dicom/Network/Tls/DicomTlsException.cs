namespace Acsa.Dicom.Network.Tls;

/// <summary>A TLS handshake failed; no byte of DICOM was exchanged.</summary>
public class DicomTlsException : DicomNetworkException
{
    /// <summary>A handshake that failed for a reason.</summary>
    public DicomTlsException(TlsFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>What went wrong.</summary>
    public TlsFailure Failure { get; }
}
