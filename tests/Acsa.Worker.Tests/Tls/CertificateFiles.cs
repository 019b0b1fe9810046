using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Tests.Tls;

/// <summary>Certificates as files of a folder.</summary>
static class CertificateFiles
{
    public static X509Certificate2 Make(
        string name = "CN=acsa", bool isAuthority = false, X509Certificate2? issuer = null, int fromDays = -1, int toDays = 90)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays));
        if (issuer is null) return request.CreateSelfSigned(from, to);
        return request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
    }

    public static X509Certificate2 MakeRsa(int bits)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest("CN=acsa", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
    }

    public static void Write(this X509Certificate2 certificate, string certificateFile, string? keyFile = null, string? password = null)
    {
        using AsymmetricAlgorithm key = certificate.GetECDsaPrivateKey() ?? (AsymmetricAlgorithm)certificate.GetRSAPrivateKey()!;
        var text = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password,
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem() + "\n" + (keyFile is null ? text : ""));
        if (keyFile is not null) File.WriteAllText(keyFile, text);
    }

    public static TlsFiles Files(string? certificate, string? key = null, string? password = null, params string[] trusted) =>
        new("$.dicom.tls", certificate, key, password, trusted, [], false);
}
