using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Acsa.DicomStack;

/// <summary>TLS with certificates that may change while the node runs.</summary>
/// <remarks>fo-dicom sends no intermediate authorities of ours, agrees on any cipher suite of the system, and checks the dialled name
/// only.</remarks>
public static class TlsStack
{
    const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>For ports; <paramref name="current"/> is asked at each handshake.</summary>
    public static ITlsAcceptor Acceptor(Func<TlsSide> current) => new CurrentAcceptor(current);

    /// <summary>For calls; <paramref name="current"/> is asked at each handshake.</summary>
    public static ITlsInitiator Initiator(Func<TlsSide> current) => new CurrentInitiator(current);

    sealed class CurrentAcceptor(Func<TlsSide> current) : ITlsAcceptor
    {
        public Stream AcceptTls(Stream stream, string remoteAddress, int localPort)
        {
            var side = current();
            var acceptor = new DefaultTlsAcceptor(side.Certificate!)
            {
                RequireMutualAuthentication = side.RequiresPeerCertificate,
                Protocols = Protocols,
                CertificateValidationCallback = (_, certificate, _, errors) =>
                    !side.RequiresPeerCertificate || Believes(side, certificate, errors),
            };
            return acceptor.AcceptTls(stream, remoteAddress, localPort);
        }
    }

    sealed class CurrentInitiator(Func<TlsSide> current) : ITlsInitiator
    {
        public Stream InitiateTls(Stream stream, string remoteAddress, int remotePort)
        {
            var side = current();
            var initiator = new DefaultTlsInitiator
            {
                Certificates = side.Certificate is { } own ? [own] : [],
                Protocols = Protocols,
                CertificateValidationCallback = (_, certificate, _, errors) => Believes(side, certificate, errors),
            };
            return initiator.InitiateTls(stream, side.HostName ?? remoteAddress, remotePort);
        }
    }

    static bool Believes(TlsSide side, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null) return false;
        using var peer = new X509Certificate2(certificate);
        var isValidNow = peer.NotBefore <= DateTime.Now && DateTime.Now <= peer.NotAfter;
        var pinned = side.TrustedThumbprints.Concat(
            side.Trusted.Where(trusted => !TlsSide.IsAuthority(trusted)).Select(TlsSide.ThumbprintOf));
        if (pinned.Contains(TlsSide.ThumbprintOf(peer))) return isValidNow;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        if (side.Trusted.Count + side.TrustedThumbprints.Count == 0) return errors == SslPolicyErrors.None;
        using var chain = new X509Chain();
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = side.ChecksRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(side.Trusted.Where(TlsSide.IsAuthority).ToArray());
        return chain.Build(peer);
    }
}
