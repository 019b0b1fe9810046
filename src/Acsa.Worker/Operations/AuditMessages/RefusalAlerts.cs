using System.Globalization;
using Acsa.DicomScp;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>
/// Which refusals are told: anybody on the network can be refused a thousand times a second, which must neither fill the disk that studies
/// need nor push what others did out of the queue. Each caller once in <see cref="Window"/>, and so many of an address and in all.
/// </summary>
sealed class RefusalAlerts(TimeProvider time)
{
    /// <summary>Different refusals of one address that are told within the time: a scanner that is set up wrongly has a few.</summary>
    public const int MostOfHost = 50;

    /// <summary>The same of all addresses together.</summary>
    public const int Most = 1000;

    /// <summary>After so long all is told again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    readonly HashSet<(string Calling, string Called, string Host, AdmissionVerdict Verdict)> _told = [];
    readonly Dictionary<string, int> _ofHost = new(StringComparer.Ordinal);
    DateTimeOffset _since = DateTimeOffset.MinValue;

    /// <summary>What the alert says; null when it was said, or enough was.</summary>
    public string? WordsFor(Caller caller, AdmissionVerdict verdict)
    {
        lock (_told)
        {
            var now = time.GetUtcNow();
            if (now - _since >= Window)
            {
                _since = now;
                _told.Clear();
                _ofHost.Clear();
            }

            var of = _ofHost.GetValueOrDefault(caller.Host);
            if (_told.Count >= Most || of >= MostOfHost || !_told.Add((caller.CallingAe, caller.CalledAe, caller.Host, verdict))) return null;
            _ofHost[caller.Host] = ++of;
            var until = string.Create(CultureInfo.InvariantCulture, $"{_since + Window:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            return $"An association was refused: {verdict}" + (_told.Count == Most ? $"; further ones are only counted until {until}"
                : of == MostOfHost ? $"; further ones of this address are only counted until {until}" : "");
        }
    }
}
