namespace Acsa.Worker.Configuration;

/// <summary>Reads the sections "tls".</summary>
static class TlsSections
{
    const string FilePath = "the path of a file";

    public static DicomTlsConfiguration? ReadListener(JsonSection dicom, string folder)
    {
        if (!dicom.Has("tls")) return null;
        var section = dicom.Section("tls");
        var isRequired = section.Flag("requireClientCertificate", true);
        var read = new DicomTlsConfiguration(section.Whole("port", 0, 65535, 2762), section.Flag("only", false), isRequired,
            ReadFiles(section, folder));
        if (read.Files.Certificate is null) section.Fail("certificate", "the certificate that this node shows: " + FilePath);
        if (isRequired && read.Files.TrustedCertificates.Count + read.Files.TrustedThumbprints.Count == 0)
            section.Fail("trustedCertificates",
                "who may call: files with authorities or certificates of scanners, or trustedThumbprints; " +
                "or \"requireClientCertificate\": false");
        section.RefuseUnknown();
        return read;
    }

    public static DestinationTlsConfiguration? ReadDestination(JsonSection destination, string folder)
    {
        if (!destination.Has("tls")) return null;
        var section = destination.Section("tls");
        var name = section.Text("hostName", ConfigurationRules.IsHost, "a host name or IP address", "");
        var read = new DestinationTlsConfiguration(name.Length == 0 ? null : name, ReadFiles(section, folder));
        section.RefuseUnknown();
        return read;
    }

    static TlsFiles ReadFiles(JsonSection section, string folder)
    {
        var files = new TlsFiles(
            section.Path, Read("certificate"), Read("key"), Read("passwordFile"),
            [.. section.Texts("trustedCertificates", IsPath, FilePath).Select(path => System.IO.Path.GetFullPath(path, folder))],
            [.. section.Texts("trustedThumbprints", text => TlsSide.ReadThumbprint(text) is not null,
                "the SHA-256 of a certificate, 64 hexadecimal digits").Select(text => TlsSide.ReadThumbprint(text)!)],
            section.Flag("checkRevocation", false));
        if (files.Certificate is null && (files.Key ?? files.PasswordFile) is not null)
            section.Fail("certificate", FilePath + ", as a key or password is given");
        return files;

        string? Read(string key) => section.Text(key, IsPath, FilePath, "") is { Length: > 0 } path
            ? System.IO.Path.GetFullPath(path, folder) : null;
    }

    static bool IsPath(string text) => text.Length > 0 && text.IndexOfAny(System.IO.Path.GetInvalidPathChars()) < 0;
}
