using System.Collections.Concurrent;

namespace Acsa.Dicom.Network;

/// <summary>
/// Who is connected to a listener, and who may be: whoever has no association yet gives way to later callers, the oldest first, so that
/// idle sockets cannot keep a scanner out; whoever has one is left alone.
/// </summary>
internal sealed class ListenerConnections(AssociationListenerOptions options)
{
    private readonly ConcurrentDictionary<long, ListenerConnection> _all = [];
    private readonly Lock _gate = new();

    public int Count => _all.Count;

    public int Associations => _all.Values.Count(connection => connection.IsAssociated);

    public IEnumerable<ListenerConnection> All => _all.Values;

    /// <summary>Enters a new connection; false when there is no room for it.</summary>
    public bool TryAdd(ListenerConnection connection)
    {
        lock (_gate)
        {
            var host = connection.Network.RemoteHost;
            if (!HasRoom(other => other.Network.RemoteHost == host, options.MaxConnectionsPerHost)) return false;
            if (!HasRoom(static _ => true, options.MaxConnections)) return false;
            return _all.TryAdd(connection.Number, connection);
        }
    }

    /// <summary>Notes that a connection's TLS handshake begins.</summary>
    public void BeginHandshake(ListenerConnection connection)
    {
        lock (_gate)
        {
            HasRoom(static other => other.IsHandshaking, options.MaxHandshakes);
            connection.IsHandshaking = true;
        }
    }

    /// <summary>Gives a connection a place among the associations, or says why there is none.</summary>
    public DicomRejectReason? Associate(ListenerConnection connection)
    {
        lock (_gate)
        {
            int all = 0, same = 0;
            foreach (var other in _all.Values)
            {
                if (!other.IsAssociated) continue;
                all++;
                if (other.Network.RemoteHost == connection.Network.RemoteHost) same++;
            }

            if (options.MaxAssociations != 0 && all >= options.MaxAssociations) return DicomRejectReason.TemporaryCongestion;
            if (options.MaxAssociationsPerHost != 0 && same >= options.MaxAssociationsPerHost) return DicomRejectReason.LocalLimitExceeded;
            connection.IsAssociated = true;
            return null;
        }
    }

    /// <summary>Gives the place back: the association ended, or there never was one.</summary>
    public void Dissociate(ListenerConnection connection)
    {
        lock (_gate) connection.IsAssociated = false;
    }

    public void Remove(ListenerConnection connection) => _all.TryRemove(connection.Number, out _);

    private bool HasRoom(Func<ListenerConnection, bool> counts, int most)
    {
        var present = _all.Values.Where(connection => !connection.IsLeaving && counts(connection)).ToList();
        if (present.Count < most) return true;
        // In a storm of resets the oldest may be an honest caller whose turn has not come: what has gone by itself goes first.
        var free = present.Where(connection => !connection.IsAssociated).OrderBy(connection => connection.Number).ToList();
        var victim = free.FirstOrDefault(connection => connection.Network.IsLost) ?? free.FirstOrDefault();
        victim?.Displace();
        return victim is not null;
    }
}
