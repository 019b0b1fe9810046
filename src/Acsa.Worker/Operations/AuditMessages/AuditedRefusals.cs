using Acsa.DicomScp;
using Acsa.Worker.Hosting;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>The list of refused callers; who is not admitted is a security alert, too.</summary>
sealed class AuditedRefusals(RefusedCallers inner, AuditLog audit, TimeProvider time) : IRefusedCallers
{
    public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
    {
        inner.Add(caller, verdict, offered);
        var now = time.GetUtcNow();
        audit.Add(() => audit.Events.Alert(AuditCode.NodeAuthentication, AuditEvents.Peer(caller.CallingAe.Trim(), caller.Host, null, true),
            caller.CallingAe.Trim() is { Length: > 0 } title ? title : "(none)", $"An association was refused: {verdict}", 4, now));
    }
}
