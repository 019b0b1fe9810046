using System.Globalization;
using System.Text;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>An audit message as syslog carries it: RFC 5424 6, with what PS3.15 A.6 says of its fields.</summary>
static class SyslogMessage
{
    // Facility 10 (security), severity 5 (notice); 4 (warning) where something failed.
    const int Facility = 10;

    public static byte[] Of(AuditMessage message, string source, string host)
    {
        var priority = Facility * 8 + (message.Outcome == 0 ? 5 : 4);
        var header = string.Create(CultureInfo.InvariantCulture,
            $"<{priority}>1 {message.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Printable(host, 255)} AcsaNode {Environment.ProcessId} DICOM+RFC3881 - ");
        // 6.4: text in UTF-8 begins with the byte order mark.
        return [.. Encoding.ASCII.GetBytes(header), 0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(message.ToXml(source))];
    }

    /// <summary>The same in a stream (RFC 5425 4.3): its length, a space, the message.</summary>
    public static byte[] Framed(byte[] message) =>
        [.. Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture)), (byte)' ', .. message];

    static string Printable(string text, int longest) =>
        string.Concat(text.Where(c => c is > ' ' and <= '~').Take(longest)) is { Length: > 0 } printable ? printable : "-";
}
