using Acsa.Reporting;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Routing;
using Acsa.Worker.Segments;
using Acsa.Worker.Spool;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Studies;

/// <summary>
/// At the end of a study's run: writes what its images say together, for each destination about the images whose results go there, and
/// rejects what was said before and holds no more (docs/decisions/079).
/// </summary>
sealed class StudyReporter(
    IStudyLedger ledger, SpoolFolder spool, ResultFolder results, AnalysisSetup setup, StudyAlias alias, ILogger<StudyReporter> log,
    WithdrawalNotes? withdrawals = null)
{
    /// <summary>Writes and records it; nothing where the images say no more together than each by itself.</summary>
    public async Task RunAsync(
        StudyJob job, DateTimeOffset runAt, IReadOnlyList<OutboxRoute> routes, Router router, CancellationToken stop)
    {
        var receivers = routes.Where(route => route.Send.Overlaps(ResultKinds.OfStudy)).ToList();
        if (receivers.Count == 0) return;
        var images = await ledger.AnalysedImagesAsync(job.StudyId, stop);
        var earlier = await ledger.StudyResultsAsync(job.StudyId, stop);
        if (!images.SelectMany(image => image.Entries).Any(entry => ResultJson.Read<ResultEntry>(entry).Structure is not null))
        {
            if (earlier.Any(one => !one.IsSuperseded) && !await ledger.HasStandingImageResultsAsync(job.StudyId, stop))
                await WithdrawAsync(job, runAt, receivers, earlier, stop);
            return;
        }

        // Most studies of one image: nothing is read for them.
        if (images is [var one] && earlier.Count == 0 && !StudyStage.Summarise(one.Entries.Select(ResultJson.Read<ResultEntry>))
            .SaysMoreThanItsImages) return;
        var stages = new StageRunner(stop);
        var context = new ReportContext(setup.Structures, setup.Device, setup.ConfigurationHash, runAt);
        if (!stages.TryRun("report on the study",
            "The report on the whole study could not be written, or did not hold what was measured: none is sent.",
            () => new StudyReports(images, earlier, results.References(earlier), spool, router, context).Write(receivers), out var written))
        {
            Log.StudyReportFailed(log, alias.Of(job.StudyUid), stages.Failure!.Error);
            await ledger.RecordStudyAsync(job, new(images[0].InstanceId, [], [], []) { Failure = stages.Failure.Reason }, routes, stop);
            return;
        }

        if (written.Instances.Count + written.Replaced.Count + written.Reasons.Count + written.Standing.Count == 0) return;
        var files = await results.WriteAsync(written.Instances, job.RunAt, stop);
        await ledger.RecordStudyAsync(job, new(images[0].InstanceId, files, written.Replaced, written.Reasons)
        {
            Standing = written.Standing,
        }, routes, stop);
    }

    // Nothing was found again in any of its images: an average of what stands no more must not stand either.
    async Task WithdrawAsync(
        StudyJob job, DateTimeOffset runAt, IReadOnlyList<OutboxRoute> routes, IReadOnlyList<EarlierResult> earlier, CancellationToken stop)
    {
        if (job.Instances.FirstOrDefault(instance => !SegmentationClass.Is(instance.SopClassUid)) is not { } image) return;
        var notes = withdrawals is null ? [] : await withdrawals.OfStudyAsync(job, image, runAt, routes, earlier, stop);
        var left = await ledger.RecordStudyAsync(job, new(image.Id, notes, [], []) { Withdraws = true }, routes, stop);
        if (left.Count > 0) Log.EarlierResultsLeft(log, alias.Of(job.StudyUid), string.Join(", ", left));
    }
}
