using Acsa.Worker.Audit;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>The console's own trail, of which sign-ins, studies that were looked at and changes of settings are audit events, too.</summary>
sealed class AuditedDeeds(IAuditTrail inner, AuditLog audit, SqlLedger ledger, SpoolFolder spool) : IAuditTrail
{
    public async Task AddAsync(AuditEntry entry, CancellationToken stop)
    {
        await inner.AddAsync(entry, stop);
        if (!audit.IsWanted) return;
        if (entry.StudyUid is { } study) await AddAccessAsync(entry, study, stop);
        else if (entry.Action == "sign in") audit.Add(() => audit.Events.SignIn(entry.Who, entry.From, entry.Success, entry.At));
        else if (entry.Action == "sign out") audit.Add(() => audit.Events.SignOut(entry.Who, entry.From, entry.At));
        else if (TypeOf(entry.Action) is { } type)
        {
            audit.Add(() => audit.Events.Alert(type, new(entry.Who, null, true, null, entry.From), entry.What.Length > 0 ? entry.What : "-",
                $"{entry.Action}{(entry.Success ? "" : " (failed)")}", entry.Success ? 0 : 4, entry.At));
        }
    }

    public Task<IReadOnlyList<AuditEntry>> LastAsync(int count, CancellationToken stop) => inner.LastAsync(count, stop);

    async Task AddAccessAsync(AuditEntry entry, string studyUid, CancellationToken stop)
    {
        var (study, files) = (await ledger.EvidenceAsync(studyUid, stop), await ledger.FilesAsync(studyUid, stop));
        var classes = study?.Instances.GroupBy(instance => instance.SopClassUid).Select(of => (of.Key, of.Count())).ToList() ?? [];
        var held = files?.Instances.FirstOrDefault(file => file.IsKept);
        audit.Add(() => audit.Events.Accessed(entry.Who, entry.From, AuditEvents.Study(studyUid, classes),
            AuditEvents.PatientOf(held is null ? "" : PatientIds.Read(spool.PathOf(held.File))), entry.At));
    }

    static AuditCode? TypeOf(string action) => action switch
    {
        "admit" or "admit no more" or "set peer" or "remove peer" => AuditCode.NetworkConfiguration,
        "set user" or "remove user" => AuditCode.SecurityConfiguration,
        "change configuration" => AuditCode.SoftwareConfiguration,
        _ => null,
    };
}
