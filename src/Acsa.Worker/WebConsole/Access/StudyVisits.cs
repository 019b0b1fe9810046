using Acsa.Worker.Audit;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>
/// Writes down who looks at which study before it is shown: once within <see cref="SaidLately.Window"/> for each visitor, address and study,
/// however many pictures and refreshes that takes. Without an entry nothing is shown.
/// </summary>
sealed class StudyVisits(RequestDelegate next, SqlLedger ledger, IAuditTrail audit, StudyAlias alias, SaidLately said, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ShowsStudy>() is { } shows && context.GetRouteValue("uid") is string uid)
            await NoteAsync(context, shows.What, uid);
        await next(context);
    }

    async Task NoteAsync(HttpContext context, string what, string uid)
    {
        var (who, from) = (context.Visitor().Name, Gate.AddressOf(context));
        var key = $"{what}\n{who}\n{from}\n{uid}";
        if (!said.IsNew(key)) return;
        try
        {
            // Of a study that there is not, nothing is shown: asking for such leaves nothing behind.
            if (await ledger.EvidenceAsync(uid, context.RequestAborted) is { } study)
            {
                var entry = new AuditEntry(time.GetUtcNow(), who, from, what, $"study {alias.Of(study.StudyUid)}", true);
                await audit.AddAsync(entry with { StudyUid = study.StudyUid }, CancellationToken.None);
                return;
            }
        }
        catch
        {
            said.Forget(key);
            throw;
        }

        said.Forget(key);
    }
}
