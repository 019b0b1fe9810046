using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Tls;

/// <summary>Makes certificates of files, and tells everything that is wrong with them.</summary>
sealed class TlsLoader
{
    const int LeastRsaBits = 2048; // RFC 9325 4.5
    readonly TlsFiles _files;
    readonly DateTimeOffset _now;
    readonly List<TlsProblem> _problems = [];

    TlsLoader(TlsFiles files, DateTimeOffset now) => (_files, _now) = (files, now);

    /// <summary>The side that the files make; null when a problem is fatal.</summary>
    public static (TlsSide? Side, IReadOnlyList<TlsProblem> Problems) Load(
        TlsFiles files, bool requiresPeerCertificate, string? hostName, DateTimeOffset now)
    {
        var loader = new TlsLoader(files, now);
        var own = files.Certificate is null ? null : loader.LoadOwn();
        var trusted = files.TrustedCertificates.SelectMany(loader.LoadTrusted).ToList();
        loader.CheckRoots(trusted);
        if (loader._problems.Any(problem => problem.IsFatal)) return (null, loader._problems);
        var side = new TlsSide
        {
            Certificate = own?[0],
            Intermediates = own is null ? [] : [.. own.Skip(1)],
            Trusted = [.. trusted.Select(entry => entry.Certificate)],
            TrustedThumbprints = files.TrustedThumbprints,
            RequiresPeerCertificate = requiresPeerCertificate,
            ChecksRevocation = files.CheckRevocation,
            HostName = hostName,
        };
        return (side, loader._problems);
    }

    // The certificate with its key first, then the authorities above it.
    List<X509Certificate2>? LoadOwn()
    {
        var bytes = Read("certificate", _files.Certificate!);
        var key = _files.Key is null ? null : Read("key", _files.Key);
        var password = _files.PasswordFile is null ? null : Read("passwordFile", _files.PasswordFile);
        if (bytes is null || (_files.Key is not null && key is null) || (_files.PasswordFile is not null && password is null)) return null;
        var word = password is null ? null : Encoding.UTF8.GetString(password).Split('\n')[0].TrimEnd('\r').TrimStart('\uFEFF');
        var own = IsPem(bytes) ? FromPem(bytes, key, word) : FromPkcs12(bytes, word);
        if (own is not null) CheckOwn(own[0]);
        return own;
    }

    List<X509Certificate2>? FromPem(byte[] bytes, byte[]? key, string? password)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(text);
        }
        catch (CryptographicException error)
        {
            return Refuse("certificate", _files.Certificate!, $"certificates in PEM ({error.Message})");
        }

        if (all.Count == 0) return Refuse("certificate", _files.Certificate!, "at least one -----BEGIN CERTIFICATE-----");
        var keyText = key is null ? text : Encoding.UTF8.GetString(key);
        var keyName = key is null ? "certificate" : "key";
        var keyFile = key is null ? _files.Certificate! : _files.Key!;
        var isLocked = keyText.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (!keyText.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return Refuse(keyName, keyFile, "a private key in PEM" + (key is null ? ", or \"key\" naming its file" : ""));
        if (isLocked && password is null) return Refuse("passwordFile", "(absent)", $"a file with the password of {keyFile}");
        if (keyText.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            return Refuse(keyName, keyFile, "a key encrypted as PKCS #8 (openssl pkcs8 -topk8), or an unencrypted one");
        var leaf = all[0].ExportCertificatePem();
        try
        {
            using var own = isLocked
                ? X509Certificate2.CreateFromEncryptedPem(leaf, keyText, password)
                : X509Certificate2.CreateFromPem(leaf, keyText);
            return [Usable(own), .. all.Skip(1)];
        }
        catch (CryptographicException error)
        {
            return Refuse(keyName, keyFile, isLocked
                ? $"the private key of the certificate {all[0].Subject}, opened by the password in {_files.PasswordFile} ({error.Message})"
                : $"the private key of the certificate {all[0].Subject} ({error.Message})");
        }
        catch (ArgumentException)
        {
            return Refuse(keyName, keyFile, $"the private key of the certificate {all[0].Subject}; this one is another's");
        }
    }

    List<X509Certificate2>? FromPkcs12(byte[] bytes, string? password)
    {
        try
        {
            var flags = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.Exportable;
            var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password, flags);
            var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey);
            if (own is null) return Refuse("certificate", _files.Certificate!, "a PKCS #12 file that holds a private key");
            return [own, .. all.Where(certificate => certificate != own)];
        }
        catch (CryptographicException error)
        {
            return Refuse("certificate", _files.Certificate!, password is null
                ? $"PEM, or PKCS #12 without a password, or with one in \"passwordFile\" ({error.Message})"
                : $"PKCS #12 that the password in {_files.PasswordFile} opens ({error.Message})");
        }
    }

    // Windows cannot show a certificate whose key lives in memory only; taken through PKCS #12 the key lies where Schannel finds it.
    static X509Certificate2 Usable(X509Certificate2 fromPem) =>
        X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null);

    void CheckOwn(X509Certificate2 own)
    {
        CheckDates("certificate", _files.Certificate!, own);
        using var rsa = own.GetRSAPublicKey();
        if (rsa is { KeySize: < LeastRsaBits })
            Report("certificate", $"{_files.Certificate}, an RSA key of {rsa.KeySize} bits",
                $"at least {LeastRsaBits} bits (RFC 9325 4.5)");
    }

    IEnumerable<(string Key, X509Certificate2 Certificate)> LoadTrusted(string file, int index)
    {
        var key = $"trustedCertificates[{index}]";
        if (Read(key, file) is not { } bytes) return [];
        try
        {
            var all = new X509Certificate2Collection();
            if (IsPem(bytes)) all.ImportFromPem(Encoding.UTF8.GetString(bytes));
            else all.Add(X509CertificateLoader.LoadCertificate(bytes));
            if (all.Count == 0) Refuse(key, file, "at least one -----BEGIN CERTIFICATE-----");
            foreach (var certificate in all) CheckDates(key, file, certificate);
            return all.Select(certificate => (key, certificate));
        }
        catch (CryptographicException error)
        {
            Refuse(key, file, $"certificates in PEM or DER ({error.Message})");
            return [];
        }
    }

    // Trust ends at a certificate that has signed itself; below one that is not listed, nobody would be believed.
    void CheckRoots(List<(string Key, X509Certificate2 Certificate)> trusted)
    {
        var roots = trusted.Select(entry => entry.Certificate).Where(IsRoot).Select(root => root.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, certificate) in trusted)
        {
            if (TlsSide.IsAuthority(certificate) && !IsRoot(certificate) && !roots.Contains(certificate.Issuer))
                Report(key, certificate.Subject, $"an authority that has signed itself; add {certificate.Issuer}, or list single peers");
        }

        static bool IsRoot(X509Certificate2 certificate) =>
            certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
    }

    void CheckDates(string key, string file, X509Certificate2 certificate)
    {
        var (from, to) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        if (from <= _now && _now <= to) return;
        Report(key, string.Create(CultureInfo.InvariantCulture,
            $"{file}, {certificate.Subject} valid from {from.UtcDateTime:yyyy-MM-dd HH:mm} to {to.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
            string.Create(CultureInfo.InvariantCulture, $"a certificate valid now, {_now.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
            isFatal: false);
    }

    byte[]? Read(string key, string file)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > Limits.CertificateFileBytes })
            {
                Report(key, file, $"a file of at most {Limits.CertificateFileBytes} bytes");
                return null;
            }

            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Report(key, file, $"a file that can be read ({error.Message})");
            return null;
        }
    }

    static bool IsPem(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    List<X509Certificate2>? Refuse(string key, string value, string expected)
    {
        Report(key, value, expected);
        return null;
    }

    void Report(string key, string value, string expected, bool isFatal = true) =>
        _problems.Add(new($"{_files.Path}.{key}", value, expected, isFatal));
}
