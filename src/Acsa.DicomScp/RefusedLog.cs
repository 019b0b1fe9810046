using System.Numerics;

namespace Acsa.DicomScp;

/// <summary>
/// Which refusals are lines of the log: anybody on the network can be refused a thousand times a second, which would push what matters out of
/// the log, or have a journal drop it. Of an address so many in <see cref="Window"/>, then the second, fourth, eighth … as many.
/// </summary>
sealed class RefusedLog(TimeProvider time)
{
    /// <summary>Refusals of one address that are logged one by one within the time.</summary>
    public const int OneByOne = 32;

    const int MostHosts = 1000;

    /// <summary>After so long all are counted anew.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    readonly WindowedCounts<string> _refused = new(time, Window);

    /// <summary>Counts a refusal: how many there were of the address, and whether this one is logged.</summary>
    public (int Count, bool IsLogged) Count(string host)
    {
        // Of very many addresses those that come last are counted as one.
        var count = _refused.Count(host, MostHosts, rest: "");
        return (count, count <= OneByOne || BitOperations.IsPow2(count));
    }
}
