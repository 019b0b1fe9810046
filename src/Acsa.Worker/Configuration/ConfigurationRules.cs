using System.Net;
using Quartz;

namespace Acsa.Worker.Configuration;

/// <summary>What single values of the configuration must look like.</summary>
static class ConfigurationRules
{
    public const string AeTitle = "an application entity title: 1 to 16 printable ASCII characters, no backslash";
    public const string Name = "a name: 1 to 64 letters, digits, '.', '-' or '_'";

    public const string Cron =
        "\"off\", or a cron expression of five fields (minute, hour, day of the month, month, day of the week) such as \"30 1 * * *\"";

    public static bool IsCronOrOff(string text) => text == "off" || CronExpression.TryParse(text, CronFormat.Unix, out _);

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

    // "10.1" and "010.0.0.1" mean other addresses than they seem to, so only the usual notation counts.
    public static bool IsIpAddress(string text) =>
        IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal)
            ? !text.StartsWith('[') : address.ToString() == text);

    /// <summary>Why addresses cannot be listened on together; null when they can.</summary>
    public static string? BindConflict(IReadOnlyList<string> addresses)
    {
        if (addresses.Select(IPAddress.Parse).Distinct().Count() < addresses.Count) return "each address once";
        if (addresses.Count > 1 && addresses.Contains("::")) return "\"::\" alone, as it stands for all addresses, IPv4 too";
        if (addresses.Contains("0.0.0.0") && addresses.Count(address => !address.Contains(':', StringComparison.Ordinal)) > 1)
            return "\"0.0.0.0\" without other IPv4 addresses, as it stands for all of them";
        return null;
    }

    public static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");
}
