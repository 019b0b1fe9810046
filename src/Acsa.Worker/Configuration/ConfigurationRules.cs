namespace Acsa.Worker.Configuration;

/// <summary>What single values of the configuration must look like.</summary>
static class ConfigurationRules
{
    public const string AeTitle = "an application entity title: 1 to 16 printable ASCII characters, no backslash";
    public const string Name = "a name: 1 to 64 letters, digits, '.', '-' or '_'";

    // PS3.5 6.2, VR AE: default repertoire without backslash and control characters; spaces at the ends do not count.
    public static bool IsAeTitle(string text) =>
        text.Length is > 0 and <= 16 && text.Trim() == text && text.All(c => c is >= ' ' and <= '~' and not '\\');

    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    // "10.0.0.256" is neither an address nor a name: a last label of digits only marks a mistyped address (RFC 3696 2).
    public static bool IsHost(string text) => Uri.CheckHostName(text) switch
    {
        UriHostNameType.IPv4 or UriHostNameType.IPv6 => true,
        UriHostNameType.Dns => !text.Split('.')[^1].All(char.IsAsciiDigit),
        _ => false,
    };

    public static bool IsIpAddress(string text) => Uri.CheckHostName(text) is UriHostNameType.IPv4 or UriHostNameType.IPv6;

    public static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");
}
