namespace Acsa.Worker.Configuration;

/// <summary>The files that one side of a secured connection is made of.</summary>
/// <param name="Path">JSON path of the section, for messages.</param>
/// <param name="Certificate">Absolute path of PEM (own certificate first, then the authorities above it) or PKCS #12; null = none.</param>
/// <param name="Key">Absolute path of the private key as PEM; null = in the certificate's file.</param>
/// <param name="PasswordFile">Absolute path of a file whose first line opens the key; null = no password.</param>
/// <param name="TrustedCertificates">Absolute paths of PEM files with authorities, or with certificates of single peers.</param>
/// <param name="TrustedThumbprints">SHA-256 of certificates of single peers.</param>
/// <param name="CheckRevocation">Whether revocation lists are asked.</param>
sealed record TlsFiles(
    string Path, string? Certificate, string? Key, string? PasswordFile, IReadOnlyList<string> TrustedCertificates,
    IReadOnlyList<string> TrustedThumbprints, bool CheckRevocation);
