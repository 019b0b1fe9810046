using System.Net;
using Acsa.DicomScp;
using Acsa.Worker.Operations;

namespace Acsa.Worker.Hosting;

/// <summary>
/// The callers refused last, newest first, each once: neither one that calls all the time nor an address that tries titles pushes the others
/// out. What a caller wanted is kept as far as somebody reads it: a stranger may propose fifty thousand encodings.
/// </summary>
sealed class RefusedCallers(TimeProvider time) : IRefusedCallers
{
    const int Kept = 100;
    const int KeptOfHost = 20;
    const int ContextsKept = 32;
    const int SyntaxesKept = 16;
    readonly LinkedList<RefusedCall> _list = [];

    public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
    {
        Telemetry.CallersRefused.Add(1, new KeyValuePair<string, object?>("reason", verdict));
        var now = time.GetUtcNow();
        var call = new RefusedCall(
            caller.CallingAe.Trim(), caller.CalledAe.Trim(), Plain(caller.Host), verdict, now, now, 1,
            [.. offered.Take(ContextsKept).Select(context => context with { TransferSyntaxes = [.. context.TransferSyntaxes.Take(SyntaxesKept)] })]);
        lock (_list)
        {
            if (_list.FirstOrDefault(known => IsOf(known, call)) is { } before)
            {
                _list.Remove(before);
                call = call with { First = before.First, Count = before.Count + 1 };
            }

            _list.AddFirst(call);
            var ofHost = _list.Where(known => known.Host == call.Host).ToList();
            if (ofHost.Count > KeptOfHost) _list.Remove(ofHost[^1]);
            if (_list.Count > Kept) _list.RemoveLast();
        }
    }

    public IReadOnlyList<RefusedCall> Snapshot()
    {
        lock (_list) return [.. _list];
    }

    /// <summary>Forgets a caller's refusals, as it is admitted now or will be ignored.</summary>
    public void Forget(string callingAe, string host)
    {
        lock (_list)
        {
            foreach (var call in _list.Where(call => call.CallingAe == callingAe && call.Host == host).ToList()) _list.Remove(call);
        }
    }

    // A socket for both families says ::ffff:10.0.0.5 for 10.0.0.5, which nobody would write into a configuration.
    static string Plain(string host) =>
        IPAddress.TryParse(host, out var address) && address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : host;

    static bool IsOf(RefusedCall one, RefusedCall other) => one.CallingAe == other.CallingAe && one.CalledAe == other.CalledAe
        && one.Host == other.Host && one.Verdict == other.Verdict;
}
