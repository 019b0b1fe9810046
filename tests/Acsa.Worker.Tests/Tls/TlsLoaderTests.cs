using System.Security.Cryptography.X509Certificates;
using Acsa.Worker.Configuration;
using Acsa.Worker.Tests.Fakes;
using Acsa.Worker.Tls;

namespace Acsa.Worker.Tests.Tls;

public sealed class TlsLoaderTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one file")]
    [InlineData("an RSA key")]
    [InlineData("certificate and key")]
    [InlineData("an encrypted key and its password")]
    [InlineData("PKCS #12")]
    [InlineData("PKCS #12 with a password")]
    public void Loads(string form)
    {
        using var own = form == "an RSA key" ? CertificateFiles.MakeRsa(2048) : CertificateFiles.Make();
        var (certificate, key, password) = (_folder["own"], _folder["key"], _folder["password"]);
        File.WriteAllText(password, "word of äöü\r\n");
        var files = form switch
        {
            "one file" or "an RSA key" => Wrote(() => own.Write(certificate), CertificateFiles.Files(certificate)),
            "certificate and key" => Wrote(() => own.Write(certificate, key), CertificateFiles.Files(certificate, key)),
            "an encrypted key and its password" =>
                Wrote(() => own.Write(certificate, key, "word of äöü"), CertificateFiles.Files(certificate, key, password)),
            "PKCS #12" => Wrote(() => File.WriteAllBytes(certificate, own.Export(X509ContentType.Pkcs12)),
                CertificateFiles.Files(certificate)),
            _ => Wrote(() => File.WriteAllBytes(certificate, own.Export(X509ContentType.Pkcs12, "word of äöü")),
                CertificateFiles.Files(certificate, null, password)),
        };

        var (side, problems) = Load(files);
        Assert.Empty(problems);
        Assert.True(side!.Certificate!.HasPrivateKey);
        Assert.Equal(own.Thumbprint, side.Certificate.Thumbprint);

        static TlsFiles Wrote(Action write, TlsFiles files)
        {
            write();
            return files;
        }
    }

    [Fact]
    public void The_authorities_in_the_certificates_file_are_sent_along()
    {
        using var root = CertificateFiles.Make("CN=root", isAuthority: true);
        using var ward = CertificateFiles.Make("CN=ward", isAuthority: true, root, toDays: 80);
        using var own = CertificateFiles.Make("CN=acsa", issuer: ward, toDays: 70);
        own.Write(_folder["own"], _folder["key"]);
        File.AppendAllText(_folder["own"], ward.ExportCertificatePem());
        File.WriteAllText(_folder["roots"], root.ExportCertificatePem());
        var (side, problems) = Load(CertificateFiles.Files(_folder["own"], _folder["key"], null, _folder["roots"]));
        Assert.Empty(problems);
        Assert.Equal("CN=ward", Assert.Single(side!.Intermediates).Subject);
        Assert.Equal("CN=root", Assert.Single(side.Trusted).Subject);
    }

    [Theory]
    [InlineData("no certificate", "certificate", "read")]
    [InlineData("no key", "certificate", "private key")]
    [InlineData("another's key", "key", "key of the certificate CN=acsa")]
    [InlineData("an encrypted key without password", "passwordFile", "password")]
    [InlineData("an encrypted key with another password", "key", "opened by the password")]
    [InlineData("no certificate in the file", "certificate", "PKCS #12")]
    [InlineData("half a certificate", "certificate", "BEGIN CERTIFICATE")]
    [InlineData("a weak key", "certificate", "2048 bits")]
    [InlineData("no trusted file", "trustedCertificates[0]", "read")]
    [InlineData("an empty trusted file", "trustedCertificates[0]", "PEM")]
    [InlineData("an authority without its root", "trustedCertificates[0]", "CN=root")]
    public void Names_the_key_and_what_was_expected(string fault, string key, string expected)
    {
        using var own = fault == "a weak key" ? CertificateFiles.MakeRsa(1024) : CertificateFiles.Make();
        using var root = CertificateFiles.Make("CN=root", isAuthority: true);
        own.Write(_folder["own"], _folder["key"], fault.StartsWith("an encrypted key", StringComparison.Ordinal) ? "right" : null);
        File.WriteAllText(_folder["roots"], root.ExportCertificatePem());
        File.WriteAllText(_folder["password"], "wrong");
        var files = CertificateFiles.Files(_folder["own"], _folder["key"], null, _folder["roots"]);
        switch (fault)
        {
            case "no certificate": File.Delete(_folder["own"]); break;
            case "no key": files = files with { Key = null }; break;
            case "another's key": CertificateFiles.Make().Write(_folder["other"], _folder["key"]); break;
            case "an encrypted key with another password": files = files with { PasswordFile = _folder["password"] }; break;
            case "no certificate in the file": File.WriteAllText(_folder["own"], "certificate"); break;
            case "half a certificate": File.WriteAllText(_folder["own"], File.ReadAllText(_folder["own"])[..200]); break;
            case "no trusted file": File.Delete(_folder["roots"]); break;
            case "an empty trusted file": File.WriteAllText(_folder["roots"], ""); break;
            case "an authority without its root":
                using (var ward = CertificateFiles.Make("CN=ward", isAuthority: true, root, toDays: 80))
                    File.WriteAllText(_folder["roots"], ward.ExportCertificatePem());
                break;
        }

        var (side, problems) = Load(files);
        Assert.Null(side);
        var problem = Assert.Single(problems);
        Assert.Equal($"$.dicom.tls.{key}", problem.Path);
        Assert.Contains(expected, problem.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-20, -2)]
    [InlineData(2, 20)]
    public void An_expired_certificate_can_be_used_and_is_told(int fromDays, int toDays)
    {
        using var own = CertificateFiles.Make(fromDays: fromDays, toDays: toDays);
        own.Write(_folder["own"]);
        var (side, problems) = Load(CertificateFiles.Files(_folder["own"]));
        Assert.NotNull(side);
        var problem = Assert.Single(problems);
        Assert.Equal(("$.dicom.tls.certificate", false), (problem.Path, problem.IsFatal));
        Assert.Contains("valid now", problem.Expected, StringComparison.Ordinal);
    }

    static (TlsSide? Side, IReadOnlyList<TlsProblem> Problems) Load(TlsFiles files) =>
        TlsLoader.Load(files, true, null, DateTimeOffset.UtcNow);
}
