using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Acsa.Dicom.Network.Tls;

/// <summary>One handshake: runs it in its time, and tells why it failed in words of ours.</summary>
internal sealed class TlsHandshake(PeerTrust trust, RemoteCertificateValidationCallback? decide, TimeSpan longest)
{
    private TlsFailure? _failure;

    /// <summary>Keeps the first thing found wrong.</summary>
    public void Found(TlsFailure failure) => _failure ??= failure;

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (decide is not null)
        {
            if (decide(sender, certificate, chain, errors)) return true;
            Found(certificate is null ? TlsFailure.NoCertificate : TlsFailure.NotTrusted);
            return false;
        }

        if (trust.Judge(certificate, chain, errors, DateTimeOffset.Now) is not { } failure) return true;
        Found(failure);
        return false;
    }

    public async Task<Stream> RunAsync(
        Stream stream, Func<SslStream, CancellationToken, Task> authenticate, string what, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(longest);
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await authenticate(secured, time.Token).ConfigureAwait(false);
            return secured;
        }
        catch (Exception e)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            if (cancellation.IsCancellationRequested) throw new OperationCanceledException(e.Message, e, cancellation);
            var timedOut = e is OperationCanceledException && _failure is null;
            // Beside these, Windows speaks of its own errors and a peer's odd key of cryptographic ones; anything else is a defect.
            if (!timedOut && e is not (AuthenticationException or IOException or CryptographicException or OperationCanceledException
                or ObjectDisposedException or System.ComponentModel.Win32Exception or NotSupportedException)) throw;
            var failure = timedOut ? TlsFailure.TimedOut : _failure ?? TlsFailure.HandshakeBroken;
            throw new DicomTlsException(failure, $"{what} failed: {Words(failure, e)}", e);
        }
    }

    private static string Words(TlsFailure failure, Exception e) => failure switch
    {
        TlsFailure.ProtocolTooOld => "the peer offers neither TLS 1.2 nor TLS 1.3",
        TlsFailure.TimedOut => "the peer did not finish in time",
        TlsFailure.NoCertificate => "the peer showed no certificate",
        TlsFailure.NotTrusted => "the peer's certificate comes from nobody who is trusted here, or is not meant for this use",
        TlsFailure.NotValidNow => "the peer's certificate has expired, or is not valid yet",
        TlsFailure.Revoked => "the peer's certificate was revoked, or whether it was cannot be found out",
        TlsFailure.OtherHost => "the peer's certificate is for another host",
        _ => e.InnerException?.Message ?? e.Message,
    };
}
