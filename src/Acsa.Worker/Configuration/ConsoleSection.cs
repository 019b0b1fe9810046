using System.Net;

namespace Acsa.Worker.Configuration;

/// <summary>Reads the section "console".</summary>
static class ConsoleSection
{
    const string FilePath = "the path of a file";
    const string Standard = "http://127.0.0.1:8104";

    public static ConsoleConfiguration Read(JsonSection section, string folder)
    {
        var text = section.Text("url", ConfigurationRules.IsHttpUrl, $"an address such as {Standard}", Standard);
        var url = new Uri(text.Length > 0 ? text : Standard);
        if (url.AbsolutePath != "/" || url.Query.Length + url.Fragment.Length + url.UserInfo.Length > 0)
            section.Fail("url", "scheme, host and port alone");
        if (!ConfigurationRules.IsHost(url.Host.Trim('[', ']')) && url.Host != "*")
            section.Fail("url", "the name or IP address that it is reached by");
        var isServed = section.Flag("serve", true);
        var tls = ReadTls(section, folder);
        if (url.Scheme == Uri.UriSchemeHttps && tls is null && isServed)
            section.Fail("tls", "the certificate that the console shows, as its address is https");
        if (url.Scheme == Uri.UriSchemeHttp && !IsThisMachine(url) && isServed)
            section.Fail("url", "https, as the address is not this machine's own (127.0.0.1, ::1 or localhost)");
        var users = section.Text("users", IsPath, FilePath, "");
        var read = new ConsoleConfiguration(url, isServed)
        {
            Tls = tls,
            Proxy = ReadProxy(section),
            Users = users.Length == 0 ? null : Path.GetFullPath(users, folder),
        };
        section.RefuseUnknown();
        return read;
    }

    /// <summary>Whether nobody but this machine reaches the address.</summary>
    public static bool IsThisMachine(Uri url) =>
        url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    static TlsFiles? ReadTls(JsonSection console, string folder)
    {
        if (!console.Has("tls")) return null;
        var section = console.Section("tls");
        var certificate = section.Text("certificate", IsPath, "the certificate that the console shows: " + FilePath);
        var files = new TlsFiles(section.Path, Full(certificate), Full(section.Text("key", IsPath, FilePath, "")),
            Full(section.Text("passwordFile", IsPath, FilePath, "")), [], [], false);
        section.RefuseUnknown();
        return files;

        string? Full(string path) => path.Length == 0 ? null : Path.GetFullPath(path, folder);
    }

    static ConsoleProxyConfiguration? ReadProxy(JsonSection console)
    {
        if (!console.Has("proxy")) return null;
        var section = console.Section("proxy");
        var header = section.Text("header", IsToken, "the name of the header that holds the user's name");
        var from = section.Texts("from", ConfigurationRules.IsIpAddress, "an IP address of the proxy");
        if (from.Count == 0) section.Fail("from", "at least one IP address of the proxy");
        var role = section.OneOf("role", "none", "none", "viewer", "operator", "administrator");
        section.RefuseUnknown();
        return new(header, [.. from.Select(IPAddress.Parse)], role == "none" ? null : role);
    }

    // RFC 9110 5.6.2
    static bool IsToken(string text) => text.Length is > 0 and <= 64
        && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));

    static bool IsPath(string text) => text.Length > 0 && text.IndexOfAny(Path.GetInvalidPathChars()) < 0;
}
