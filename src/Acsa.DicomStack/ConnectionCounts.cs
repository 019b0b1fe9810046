using System.Collections.Concurrent;

namespace Acsa.DicomStack;

/// <summary>How connections have ended, counted by name; holds no addresses.</summary>
public sealed class ConnectionCounts
{
    readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts one more.</summary>
    public void Add(string name) => _counts.AddOrUpdate(name, 1, static (_, count) => count + 1);

    /// <summary>All names that have occurred, with their counts.</summary>
    public IReadOnlyDictionary<string, long> Snapshot() => new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);
}
