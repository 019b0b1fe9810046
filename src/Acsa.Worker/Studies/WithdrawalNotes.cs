using Acsa.Reporting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Studies;

/// <summary>
/// Writes the notes by which destinations that take notes (<c>rejectSuperseded</c>) hide what an analysis did not find again and put
/// nothing in the place of (docs/decisions/078).
/// </summary>
sealed class WithdrawalNotes(IStudyLedger ledger, SpoolFolder spool, ResultFolder results, AnalysisSetup setup)
{
    /// <summary>Those about the results of an image; none for who holds none of them, or a reader's outline, which is not taken
    /// back.</summary>
    public async Task<IReadOnlyList<ResultFile>> OfImageAsync(
        StudyJob job, StoredInstance instance, DateTimeOffset runAt, IReadOnlyList<OutboxRoute> routes, CancellationToken stop)
    {
        if (!routes.Any(Takes)) return [];
        var earlier = await ledger.EarlierResultsAsync(instance.Id, stop);
        return await WriteAsync(job, instance, runAt, routes, earlier, WithdrawalNote.Write, stop);
    }

    /// <summary>Those about what was said of a study as a whole.</summary>
    /// <param name="instance">One that the study holds: patient and study are taken over from it.</param>
    public Task<IReadOnlyList<ResultFile>> OfStudyAsync(
        StudyJob job, StoredInstance instance, DateTimeOffset runAt, IReadOnlyList<OutboxRoute> routes,
        IReadOnlyList<EarlierResult> earlier, CancellationToken stop) =>
        WriteAsync(job, instance, runAt, routes, earlier, StudyReportWriter.Reject, stop);

    static bool Takes(OutboxRoute route) => route.Send.Contains(ResultKind.RejectionNote);

    async Task<IReadOnlyList<ResultFile>> WriteAsync(
        StudyJob job, StoredInstance instance, DateTimeOffset runAt, IReadOnlyList<OutboxRoute> routes,
        IReadOnlyList<EarlierResult> earlier,
        Func<DicomDataset, ReportContext, string, IReadOnlyList<InstanceReference>, ResultInstance> write, CancellationToken stop)
    {
        var told = routes.Where(Takes).Select(route => (route.Destination, Held: HeldBy(route.Destination, earlier)))
            .Where(one => one.Held.Count > 0).ToList();
        if (told.Count == 0) return [];
        var context = new ReportContext(setup.Structures, setup.Device, setup.ConfigurationHash, runAt);
        // Without a note a person is asked to act, which is all that an image of which no note can be written leaves.
        return new StageRunner(stop).TryRun("reject", "", () =>
        {
            var source = DicomFile.Open(spool.PathOf(instance.File), FileReadOption.SkipLargeTags).Dataset;
            return told.Select(one => write(source, context, one.Destination, one.Held)).ToList();
        }, out var notes) ? await results.WriteAsync(notes, job.RunAt, stop) : [];
    }

    // What was never offered does not go at all, and where nothing else is there is nothing to hide.
    List<InstanceReference> HeldBy(string destination, IReadOnlyList<EarlierResult> earlier)
    {
        var held = earlier.Where(result => result.HeldBy.Contains(destination)).ToList();
        return held.Exists(result => result.IsEdited) || held.TrueForAll(result => result.NotOfferedTo.Contains(destination)) ? []
            : [.. results.References(held)];
    }
}
