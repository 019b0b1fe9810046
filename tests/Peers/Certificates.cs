namespace Acsa.Peers;

/// <summary>Certificates made by the openssl commands of docs/dicom-tls.md, in a folder of the test.</summary>
internal sealed class Certificates
{
    readonly string _folder;

    Certificates(string folder) => _folder = folder;

    public string Authority => File("ca.pem");

    public static async Task<Certificates> MakeAsync(string folder)
    {
        var made = new Certificates(folder);
        await made.OpensslAsync("req", "-x509", "-newkey", "rsa:2048", "-sha256", "-days", "3650", "-nodes", "-keyout", made.File("ca.key"),
            "-out", made.Authority, "-subj", "/CN=Test DICOM CA", "-addext", "keyUsage=critical,keyCertSign,cRLSign");
        return made;
    }

    public string Certificate(string name) => File($"{name}.pem");

    public string Key(string name) => File($"{name}.key");

    /// <summary>A key and a certificate for this machine, signed by the authority.</summary>
    public async Task IssueAsync(string name, params string[] more)
    {
        await OpensslAsync("req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", Key(name), "-out", File($"{name}.csr"), "-subj",
            $"/CN={name}");
        await System.IO.File.WriteAllTextAsync(File($"{name}.ext"), $"""
            subjectAltName = DNS:{name}, DNS:localhost, IP:127.0.0.1, IP:::1
            extendedKeyUsage = serverAuth, clientAuth
            basicConstraints = critical, CA:FALSE

            """);
        await OpensslAsync(["x509", "-req", "-in", File($"{name}.csr"), "-CA", Authority, "-CAkey", File("ca.key"), "-CAcreateserial",
            "-sha256",
            "-extfile", File($"{name}.ext"), "-out", Certificate(name), .. more.Length > 0 ? more : ["-days", "825"]]);
    }

    public string File(string name) => Path.Combine(_folder, name);

    Task OpensslAsync(params string[] arguments) => PeerProcess.MustRunAsync("/usr/bin/openssl", arguments);
}
