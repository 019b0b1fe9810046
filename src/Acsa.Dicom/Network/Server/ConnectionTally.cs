using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Acsa.Dicom.Network;

/// <summary>Counts connections by how they ended, under names that an administrator can look up; holds no addresses.</summary>
/// <remarks>
/// A name is an <see cref="AssociationEnd"/>, and after a colon what exactly was wrong where that is known: <c>Released</c>,
/// <c>Rejected:CalledAENotRecognized</c>, <c>ProtocolFailure:PduTooLong</c>, <c>TlsFailed:NoCertificate</c>. The same numbers go out as the
/// counter <c>acsa.dicom.connections</c> of the meter <c>Acsa.Dicom.Network</c>.
/// </remarks>
public sealed class ConnectionTally
{
    private static readonly Counter<long> Connections =
        new Meter("Acsa.Dicom.Network").CreateCounter<long>("acsa.dicom.connections", "{connection}", "Ended connections, by how");

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a connection that has ended.</summary>
    public void Add(AssociationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        _counts.AddOrUpdate(NameOf(report), 1, static (_, count) => count + 1);
        Connections.Add(1, new("end", report.End.ToString()), new("reason", DetailOf(report) ?? ""));
    }

    /// <summary>The name that a connection is counted under.</summary>
    public static string NameOf(AssociationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return DetailOf(report) is { } detail ? $"{report.End}:{detail}" : report.End.ToString();
    }

    /// <summary>How many ended under a name; 0 for a name that has not occurred.</summary>
    public long this[string name] => _counts.GetValueOrDefault(name);

    /// <summary>All names that have occurred, with their counts.</summary>
    public IReadOnlyDictionary<string, long> Snapshot() => new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);

    private static string? DetailOf(AssociationReport report) => report.End switch
    {
        AssociationEnd.Rejected => report.RejectReason?.ToString(),
        AssociationEnd.ProtocolFailure or AssociationEnd.TlsFailed => report.FailureKind,
        _ => null,
    };
}
