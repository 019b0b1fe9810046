using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Acsa.DicomStack;

/// <summary>What one side of a secured connection shows and believes.</summary>
public sealed record TlsSide
{
    /// <summary>The certificate shown, with its private key; null = none, which only a client can do.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The authorities between the certificate and one that peers know; sent along.</summary>
    public X509Certificate2Collection Intermediates { get; init; } = [];

    /// <summary>Authorities, and certificates of single peers, that are believed.</summary>
    public IReadOnlyList<X509Certificate2> Trusted { get; init; } = [];

    /// <summary>SHA-256 of certificates of single peers that are believed. With neither, the operating system's authorities are.</summary>
    public IReadOnlyList<string> TrustedThumbprints { get; init; } = [];

    /// <summary>Whether a peer that calls has to show a certificate.</summary>
    public bool RequiresPeerCertificate { get; init; }

    /// <summary>Whether revocation lists are asked.</summary>
    public bool ChecksRevocation { get; init; }

    /// <summary>The name that the certificate of a peer that we call must bear, where it is not the one that is dialled.</summary>
    public string? HostName { get; init; }

    /// <summary>SHA-256 of a certificate, 64 capital hexadecimal digits.</summary>
    public static string ThumbprintOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    /// <summary>A thumbprint as <see cref="ThumbprintOf"/> writes it, from a text with colons and spaces; null when it cannot be
    /// one.</summary>
    public static string? ReadThumbprint(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? digits : null;
    }

    /// <summary>Whether a certificate may sign others (RFC 5280 4.2.1.9).</summary>
    public static bool IsAuthority(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(extension => extension.CertificateAuthority);
    }
}
