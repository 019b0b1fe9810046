using System.Diagnostics;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>Delivery as it is, with a step in each study's trace and the audit messages around it.</summary>
sealed class WatchedSender(IResultSender inner, AuditLog audit, ResultFolder results, StudyAlias alias, TimeProvider time) : IResultSender
{
    public Task<SendFailure?> ProbeAsync(DestinationConfiguration destination, CancellationToken stop) =>
        inner.ProbeAsync(destination, stop);

    public async Task<SendReport> SendAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop)
    {
        var studies = items.GroupBy(item => item.StudyUid).ToList();
        var steps = studies.Select(study => Telemetry.Step("deliver", alias.Of(study.Key))?.SetTag("acsa.destination", destination.Name)
            .SetTag("acsa.results", study.Count())).ToList();
        var now = time.GetUtcNow();
        foreach (var study in studies)
            audit.Add(() => audit.Events.BeginTransferring(destination.AeTitle, destination.Host, Describe(study), PatientOf(study), now));
        SendReport? report = null;
        try
        {
            return report = await inner.SendAsync(destination, items, stop);
        }
        finally
        {
            foreach (var (study, step) in studies.Zip(steps))
            {
                var stored = study.Count(item =>
                    report?.Answers.Any(answer => answer.OutboxId == item.Id && answer.Answer == StoreAnswer.Stored) == true);
                step?.SetTag("acsa.stored", stored).SetStatus(stored == study.Count() ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
                step?.Dispose();
                Tell(destination, study, stored);
            }
        }
    }

    void Tell(DestinationConfiguration destination, IGrouping<string, OutboxItem> study, int stored)
    {
        var (now, count) = (time.GetUtcNow(), study.Count());
        var trouble = stored == count ? "" : FormattableString.Invariant($"{stored} of {count} instances were stored.");
        audit.Add(() => audit.Events.Transferred(false, destination.AeTitle, destination.Host, Describe(study), PatientOf(study), now,
            trouble));
    }

    static AuditObject Describe(IGrouping<string, OutboxItem> study) =>
        AuditEvents.Study(study.Key, [.. study.GroupBy(item => item.SopClassUid).Select(of => (of.Key, of.Count()))]);

    AuditObject PatientOf(IGrouping<string, OutboxItem> study) =>
        AuditEvents.PatientOf(PatientIds.Read(results.PathOf(study.First().File)));
}
