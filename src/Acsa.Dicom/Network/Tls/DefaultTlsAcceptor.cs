using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Acsa.Dicom.Network.Tls;

/// <summary>TLS for a port: a certificate of our own, and those of peers where <see cref="RequireMutualAuthentication"/>.</summary>
/// <remarks>No renegotiation, no compression, no resumption: each association shows its certificate anew.</remarks>
public class DefaultTlsAcceptor : IAsyncTlsAcceptor
{
    private readonly SslStreamCertificateContext _context;

    /// <summary>With a certificate of the machine's personal store.</summary>
    /// <param name="certificateName">A part of its subject's name.</param>
    /// <exception cref="DicomNetworkException">There is none with a private key.</exception>
    public DefaultTlsAcceptor(string certificateName)
        : this(FindInStore(certificateName))
    {
    }

    /// <summary>With the certificate and key of a PKCS #12 file.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">No such file, or not its password.</exception>
    public DefaultTlsAcceptor(string fileName, string password)
        : this(X509CertificateLoader.LoadPkcs12FromFile(fileName, password))
    {
    }

    /// <summary>With a certificate that has its private key.</summary>
    /// <param name="certificate">The certificate shown to peers.</param>
    /// <param name="intermediates">The authorities between it and one that peers know; sent along (RFC 8446 4.4.2).</param>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public DefaultTlsAcceptor(X509Certificate certificate, X509Certificate2Collection? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var own = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        if (!own.HasPrivateKey) throw new ArgumentException("A certificate without its private key cannot be shown.", nameof(certificate));
        Certificate = own;
        _context = SslStreamCertificateContext.Create(own, intermediates, offline: true);
    }

    /// <summary>The certificate shown to peers.</summary>
    public X509Certificate Certificate { get; }

    /// <summary>Longest handshake.</summary>
    public TimeSpan SslHandshakeTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The versions taken; older ones than TLS 1.2 only on request.</summary>
    public SslProtocols Protocols { get; set; } = TlsPolicy.Protocols;

    /// <summary>Whether a peer has to show a certificate that is trusted.</summary>
    public bool RequireMutualAuthentication { get; set; }

    /// <summary>Whether revocation lists are asked.</summary>
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>Decides on a peer's certificate in place of <see cref="Trust"/>.</summary>
    public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

    /// <summary>Whose certificates are believed.</summary>
    public PeerTrust Trust { get; set; } = PeerTrust.OfTheSystem;

    /// <inheritdoc/>
    public Stream AcceptTls(Stream stream, string remoteAddress, int localPort) =>
        AcceptTlsAsync(stream, remoteAddress, localPort, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public Task<Stream> AcceptTlsAsync(Stream stream, string remoteAddress, int localPort, CancellationToken cancellation)
    {
        var handshake = new TlsHandshake(Trust, CertificateValidationCallback, SslHandshakeTimeout);
        return handshake.RunAsync(
            stream,
            (secured, stop) => secured.AuthenticateAsServerAsync(
                (_, hello, _, _) =>
                {
                    if ((hello.SslProtocols & Protocols) == 0) handshake.Found(TlsFailure.ProtocolTooOld);
                    return new(Options(handshake));
                },
                null,
                stop),
            $"TLS with {remoteAddress}",
            cancellation);
    }

    private SslServerAuthenticationOptions Options(TlsHandshake handshake)
    {
        var chain = Trust.CreateChainPolicy();
        if (CheckCertificateRevocation) chain.RevocationMode = X509RevocationMode.Online;
        return new()
        {
            ServerCertificateContext = _context,
            ClientCertificateRequired = RequireMutualAuthentication,
            EnabledSslProtocols = Protocols,
            AllowRenegotiation = false,
            AllowTlsResume = false,
            CipherSuitesPolicy = TlsPolicy.CipherSuitesPolicy,
            CertificateChainPolicy = chain,
            RemoteCertificateValidationCallback = RequireMutualAuthentication ? handshake.Validate : static (_, _, _, _) => true,
        };
    }

    private static X509Certificate2 FindInStore(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (var location in new[] { StoreLocation.LocalMachine, StoreLocation.CurrentUser })
        {
            // Outside Windows there is no personal store of the machine.
            if (location == StoreLocation.LocalMachine && !OperatingSystem.IsWindows()) continue;
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly);
            var found = store.Certificates.Find(X509FindType.FindBySubjectName, name, validOnly: false)
                .FirstOrDefault(certificate => certificate.HasPrivateKey);
            if (found is not null) return found;
        }

        throw new DicomNetworkException($"No certificate with a private key is named '{name}' in the personal store.");
    }
}
