using Acsa.Worker.Audit;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>The console's own trail, whose sign-ins and changes of settings are audit events, too.</summary>
sealed class AuditedDeeds(IAuditTrail inner, AuditLog audit) : IAuditTrail
{
    public async Task AddAsync(AuditEntry entry, CancellationToken stop)
    {
        await inner.AddAsync(entry, stop);
        if (entry.Action == "sign in") audit.Add(() => audit.Events.SignIn(entry.Who, entry.From, entry.Success, entry.At));
        else if (TypeOf(entry.Action) is { } type)
        {
            audit.Add(() => audit.Events.Alert(type, new(entry.Who, null, true, null, entry.From), entry.What.Length > 0 ? entry.What : "-",
                $"{entry.Action}{(entry.Success ? "" : " (failed)")}", entry.Success ? 0 : 4, entry.At));
        }
    }

    public Task<IReadOnlyList<AuditEntry>> LastAsync(int count, CancellationToken stop) => inner.LastAsync(count, stop);

    static AuditCode? TypeOf(string action) => action switch
    {
        "admit" or "admit no more" or "set peer" or "remove peer" => AuditCode.NetworkConfiguration,
        "set user" or "remove user" => AuditCode.SecurityConfiguration,
        "change configuration" => AuditCode.SoftwareConfiguration,
        _ => null,
    };
}
