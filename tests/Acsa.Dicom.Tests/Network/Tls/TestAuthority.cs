using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Acsa.Dicom.Network.Tls;

namespace Acsa.Dicom.Tests.Network.Tls;

/// <summary>An authority that lives as long as a test.</summary>
internal sealed class TestAuthority
{
    private readonly X509Certificate2? _issuer;

    public TestAuthority(string name = "Test authority", TestAuthority? above = null)
    {
        _issuer = above?.Certificate;
        var years = above is null ? 2 : 1; // an authority lives within the life of the one above
        Certificate = Make(name, isAuthority: true, _issuer, DateTimeOffset.Now.AddYears(-years), DateTimeOffset.Now.AddYears(years));
    }

    public X509Certificate2 Certificate { get; }

    public PeerTrust Trust => new([Certificate], []);

    /// <summary>A certificate for localhost and the loopback addresses, or for another name.</summary>
    public X509Certificate2 Issue(string name = "localhost", int fromDays = -1, int toDays = 30) =>
        Make(name, isAuthority: false, Certificate, DateTimeOffset.Now.AddDays(fromDays), DateTimeOffset.Now.AddDays(toDays));

    public static X509Certificate2 SelfSigned(string name = "localhost", int fromDays = -1, int toDays = 30) =>
        Make(name, isAuthority: false, null, DateTimeOffset.Now.AddDays(fromDays), DateTimeOffset.Now.AddDays(toDays));

    private static X509Certificate2 Make(string name, bool isAuthority, X509Certificate2? issuer, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (isAuthority)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        }
        else
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            if (name == "localhost")
            {
                names.AddIpAddress(IPAddress.Loopback);
                names.AddIpAddress(IPAddress.IPv6Loopback);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        using var bare = issuer is null ? request.CreateSelfSigned(from, to)
            : request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(8));
        using var whole = bare.HasPrivateKey ? new X509Certificate2(bare) : bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }
}
