using System.Collections.Concurrent;
using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>Gathers what an association brought and says it at its end: one message for each study.</summary>
sealed class ReceivedAudit(AuditLog audit, SpoolFolder spool, TimeProvider time)
{
    readonly ConcurrentDictionary<string, ConcurrentQueue<SpooledInstance>> _open = new(StringComparer.Ordinal);

    /// <summary>To be called before the ports open.</summary>
    public void Listen()
    {
        if (!audit.IsWanted) return;
        spool.Kept += instance => _open.GetOrAdd(instance.Header.Caller.Association, _ => []).Enqueue(instance);
        spool.Ended += End;
    }

    void End(Caller caller)
    {
        if (!_open.TryRemove(caller.Association, out var instances)) return;
        var now = time.GetUtcNow();
        audit.AddAll(() => instances.GroupBy(instance => instance.StudyUid ?? "").Select(study => audit.Events.Transferred(
            true, caller.CallingAe, caller.Host,
            AuditEvents.Study(study.Key, [.. study.GroupBy(instance => instance.Header.SopClassUid).Select(of => (of.Key, of.Count()))]),
            AuditEvents.PatientOf(PatientIds.Read(spool.PathOf(study.First().File))), now)));
    }
}
