using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Configuration;

/// <summary>Reads the sections that say how the node is watched: "monitoring", "logging", "audit".</summary>
static class OperationsSections
{
    static readonly string[] Levels = ["debug", "information", "warning", "error"];

    public static MonitoringConfiguration ReadMonitoring(JsonSection section)
    {
        var read = new MonitoringConfiguration(
            Url(section, "url", "http, host and port alone, such as http://10.0.0.7:9464", url => url.Scheme == "http" && IsPlain(url)),
            Url(section, "traces", "the address of a collector, such as http://127.0.0.1:4318", IsPlain));
        section.RefuseUnknown();
        return read;
    }

    public static LoggingConfiguration ReadLogging(JsonSection section)
    {
        var read = new LoggingConfiguration(section.OneOf("format", "text", "text", "json") == "json",
            Enum.TryParse<LogLevel>(section.OneOf("level", "information", Levels), ignoreCase: true, out var level) ? level
                : LogLevel.Information);
        section.RefuseUnknown();
        return read;
    }

    public static AuditConfiguration ReadAudit(JsonSection section, string folder)
    {
        const string Expected = "the audit repository: udp://host:port or tls://host:port";
        var text = section.Text("syslog", text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "udp" or "tls"
            && IsPlain(new Uri(text)), Expected, "");
        var read = new AuditConfiguration(section.Flag("file", false), text.Length > 0 ? WithPort(new Uri(text)) : null)
        {
            Tls = TlsSections.ReadDestination(section, folder),
        };
        if (read.Tls is not null && read.Syslog is { Scheme: "udp" }) section.Fail("syslog", "tls://, as \"tls\" says how it is secured");
        section.RefuseUnknown();
        return read;
    }

    static Uri? Url(JsonSection section, string key, string expected, Func<Uri, bool> isRight)
    {
        var text = section.Text(key, text => ConfigurationRules.IsHttpUrl(text) && isRight(new Uri(text)), expected, "");
        return text.Length > 0 ? new Uri(text) : null;
    }

    static bool IsPlain(Uri url) => url.AbsolutePath is "/" or "" && url.Query.Length + url.Fragment.Length + url.UserInfo.Length == 0
        && url.Host.Length > 0;

    // RFC 5426 3.3 and RFC 5425 4.1: the ports that are meant when none is said.
    static Uri WithPort(Uri url) => url.Port > 0 ? url : new UriBuilder(url) { Port = url.Scheme == "tls" ? 6514 : 514 }.Uri;
}
