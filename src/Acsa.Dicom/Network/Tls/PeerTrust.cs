using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Acsa.Dicom.Network.Tls;

/// <summary>Whose certificates are believed.</summary>
/// <remarks>
/// An authority that is listed is believed for what it has signed; the operating system's list then counts no more. A certificate that is
/// listed itself, or by its thumbprint, is believed as it is, whatever name it bears. With nothing listed, the operating system's
/// authorities are believed. Missing certificates are never fetched: the address would be the peer's to choose.
/// </remarks>
public sealed class PeerTrust
{
    private static readonly TimeSpan RevocationTime = TimeSpan.FromSeconds(5);

    private readonly X509Certificate2[] _authorities;
    private readonly HashSet<string> _pinned;

    /// <summary>Trust in what is listed.</summary>
    /// <param name="certificates">Self-signed certificates of authorities, and certificates of single peers.</param>
    /// <param name="thumbprints">SHA-256 of certificates of single peers: 64 hexadecimal digits, colons and spaces allowed.</param>
    public PeerTrust(IEnumerable<X509Certificate2> certificates, IEnumerable<string> thumbprints)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        ArgumentNullException.ThrowIfNull(thumbprints);
        var all = certificates.ToList();
        _authorities = [.. all.Where(IsAuthority)];
        _pinned = [.. thumbprints.Select(Normalised), .. all.Where(certificate => !IsAuthority(certificate)).Select(ThumbprintOf)];
    }

    /// <summary>Trust in the operating system's authorities.</summary>
    public static PeerTrust OfTheSystem { get; } = new([], []);

    /// <summary>Whether revocation lists are asked, where a certificate names them; if none answers, it counts as revoked.</summary>
    public bool ChecksRevocation { get; init; }

    /// <summary>SHA-256 of a certificate, 64 capital hexadecimal digits.</summary>
    public static string ThumbprintOf(X509Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    /// <summary>Whether a text can be a thumbprint.</summary>
    public static bool IsThumbprint(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Normalised(text) is { Length: 64 } digits && digits.All(char.IsAsciiHexDigit);
    }

    /// <summary>Whether a certificate may sign others (RFC 5280 4.2.1.9).</summary>
    public static bool IsAuthority(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(extension => extension.CertificateAuthority);
    }

    internal X509ChainPolicy CreateChainPolicy()
    {
        var policy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = ChecksRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
            RevocationFlag = X509RevocationFlag.ExcludeRoot,
            UrlRetrievalTimeout = RevocationTime,
        };
        if (_authorities.Length + _pinned.Count == 0) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    /// <summary>What is wrong with a certificate, given what TLS itself has found; null = nothing.</summary>
    internal TlsFailure? Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (certificate is null) return TlsFailure.NoCertificate;
        if (_pinned.Contains(ThumbprintOf(certificate)))
        {
            using var pinned = new X509Certificate2(certificate);
            return pinned.NotBefore <= now.LocalDateTime && now.LocalDateTime <= pinned.NotAfter ? null : TlsFailure.NotValidNow;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)) return FailureOf(chain);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return TlsFailure.OtherHost;
        return errors == SslPolicyErrors.None ? null : TlsFailure.NotTrusted;
    }

    private static TlsFailure FailureOf(X509Chain? chain)
    {
        const X509ChainStatusFlags Revocation =
            X509ChainStatusFlags.Revoked | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, next) => all | next.Status) ?? default;
        // The gravest first: an expired certificate of a stranger is a stranger's.
        if ((status & ~(Revocation | X509ChainStatusFlags.NotTimeValid)) != 0) return TlsFailure.NotTrusted;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid)) return TlsFailure.NotValidNow;
        return (status & Revocation) != 0 ? TlsFailure.Revoked : TlsFailure.NotTrusted;
    }

    private static string Normalised(string thumbprint) =>
        thumbprint.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
