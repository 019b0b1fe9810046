using Acsa.DicomScp;
using Acsa.Worker.Hosting;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>The list of refused callers; who is not admitted is a security alert, too, as often as <see cref="RefusalAlerts"/> has
/// it.</summary>
sealed class AuditedRefusals(RefusedCallers inner, AuditLog audit, TimeProvider time) : IRefusedCallers
{
    readonly RefusalAlerts _alerts = new(time);

    public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
    {
        inner.Add(caller, verdict, offered);
        if (!audit.IsWanted || _alerts.WordsFor(caller, verdict) is not { } words) return;
        var now = time.GetUtcNow();
        audit.Add(() => audit.Events.Alert(AuditCode.NodeAuthentication, AuditEvents.Peer(caller.CallingAe.Trim(), caller.Host, null, true),
            caller.CallingAe.Trim() is { Length: > 0 } title ? title : "(none)", words, 4, now));
    }
}
