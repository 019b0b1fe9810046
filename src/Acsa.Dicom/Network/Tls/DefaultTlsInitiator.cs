using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Acsa.Dicom.Network.Tls;

/// <summary>TLS towards a peer, whose certificate must be trusted and bear the name that was dialled.</summary>
public class DefaultTlsInitiator : IAsyncTlsInitiator
{
    /// <summary>Takes whatever certificate the peer shows: for tests only, as anybody in between can then read and alter.</summary>
    public bool IgnoreSslPolicyErrors { get; set; }

    /// <summary>Our own certificates, with their private keys; the first one that the peer's authorities fit is shown.</summary>
    public X509CertificateCollection Certificates { get; set; } = [];

    /// <summary>The authorities between our certificate and one that peers know; sent along.</summary>
    public X509Certificate2Collection Intermediates { get; set; } = [];

    /// <summary>Longest handshake.</summary>
    public TimeSpan SslHandshakeTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The versions offered; older ones than TLS 1.2 only on request.</summary>
    public SslProtocols Protocols { get; set; } = TlsPolicy.Protocols;

    /// <summary>Whether revocation lists are asked.</summary>
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>Decides on the peer's certificate in place of <see cref="Trust"/>.</summary>
    public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

    /// <summary>Whose certificates are believed.</summary>
    public PeerTrust Trust { get; set; } = PeerTrust.OfTheSystem;

    /// <summary>The name that the peer's certificate must bear, where it is not the one that is dialled; also sent ahead (SNI).</summary>
    public string? HostName { get; set; }

    /// <inheritdoc/>
    public Stream InitiateTls(Stream stream, string remoteAddress, int remotePort) =>
        InitiateTlsAsync(stream, remoteAddress, remotePort, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public Task<Stream> InitiateTlsAsync(Stream stream, string remoteAddress, int remotePort, CancellationToken cancellation)
    {
        RemoteCertificateValidationCallback? decide = IgnoreSslPolicyErrors ? static (_, _, _, _) => true : CertificateValidationCallback;
        var handshake = new TlsHandshake(Trust, decide, SslHandshakeTimeout);
        return handshake.RunAsync(
            stream,
            (secured, stop) => secured.AuthenticateAsClientAsync(Options(handshake, HostName ?? remoteAddress), stop),
            $"TLS with {remoteAddress}:{remotePort}",
            cancellation);
    }

    private SslClientAuthenticationOptions Options(TlsHandshake handshake, string name)
    {
        var chain = Trust.CreateChainPolicy();
        if (CheckCertificateRevocation) chain.RevocationMode = X509RevocationMode.Online;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = name,
            EnabledSslProtocols = Protocols,
            AllowRenegotiation = false,
            AllowTlsResume = false,
            CipherSuitesPolicy = TlsPolicy.CipherSuitesPolicy,
            CertificateChainPolicy = chain,
            RemoteCertificateValidationCallback = handshake.Validate,
        };
        if (Certificates is [X509Certificate2 { HasPrivateKey: true } own])
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, Intermediates, offline: true);
        else
            options.ClientCertificates = Certificates;
        return options;
    }
}
