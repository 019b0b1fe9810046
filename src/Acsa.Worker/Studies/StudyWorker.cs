using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
using Acsa.Worker.Priors;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;
using Acsa.Worker.Routing;
using Acsa.Worker.Segments;
using Acsa.Worker.Spool;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Studies;

/// <summary>Takes quiet studies, one after the other, analyses what is new of them and records the results with their outbox
/// rows.</summary>
sealed class StudyWorker(
    IStudyLedger ledger, SpoolFolder spool, IInstanceAnalyser analyser, ResultFolder results, LiveConfiguration live,
    StudyAlias alias, NodeIdentity node, WorkSignal signal, TimeProvider time,
    ILogger<StudyWorker> log, SegmentReader? reader = null, PriorKeeper? priors = null,
    StudyReporter? study = null, WithdrawalNotes? withdrawals = null)
{
    static readonly string GivenUp = string.Create(CultureInfo.InvariantCulture,
        $"The program ended {Limits.InstanceAttempts} times while it analysed this object; it is left out.");

    const string Changed =
        "The file of this object is not, to the bit, what was received; it is left out. Have it sent again: that takes its place.";

    static readonly string NotGiven = string.Create(CultureInfo.InvariantCulture,
        $"Disk or device failed on this object in {Limits.StudyAttempts} attempts; it is left out. acsa retry analyses it again.");

    readonly string _owner = node.NewOwner();
    readonly LeaseKeeper _leases = new(Limits.Lease, time);
    readonly AnalysisUnderDeadline _analyses = new(analyser, live.Current.Study.InstanceDeadline, time);
    bool _hadRoom = true;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var ticket = signal.Ticket;
            try
            {
                if (await WorkAsync(stop)) continue;
                // Without room nothing is taken up, however long it has been due.
                await signal.WaitAsync(ticket, _hadRoom ? await ledger.NextStudyDueAsync(stop) : null, time, stop);
            }
            catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
            {
                // The disk or the ledger: nobody's study is to blame, so the work stays claimed or claimable and is tried again.
                Log.StudyWorkerTrouble(log, error);
                await Task.Delay(Limits.TroublePause, time, stop);
            }
        }
    }

    /// <summary>One study; false when none was due.</summary>
    public async Task<bool> WorkAsync(CancellationToken stop)
    {
        if (!HasRoom()) return false;
        if (await ledger.ClaimStudyAsync(_owner, Limits.Lease, stop) is not { } job) return false;
        var name = alias.Of(job.StudyUid);
        if (job.Attempt > Limits.StudyAttempts)
        {
            var reason = string.Create(CultureInfo.InvariantCulture,
                $"Its analysis did not come to an end in {Limits.StudyAttempts} attempts; it is left for a person.");
            await ledger.ParkStudyAsync(job, reason, stop);
            Log.StudyParked(log, name, reason);
            return true;
        }

        Log.StudyClaimed(log, name, job.Run, job.Instances.Count);
        using var step = Telemetry.Step("study", name);
        try
        {
            await _leases.HoldAsync("the study", renewing => ledger.RenewStudyAsync(job, Limits.Lease, renewing),
                working => AnalyseAsync(job, name, working), stop);
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(log, name);
        }
        catch (TransientStageException error)
        {
            Log.InstanceFailed(log, name, error.Failure.Kind);
            await ledger.ReleaseStudyAsync(job, time.GetUtcNow() + Limits.StudyPause * job.Attempt, countsAsAttempt: true, stop);
        }
        catch (DicomException error)
        {
            // The same of what the study says together, and of files that are not to be had.
            Log.InstanceFailed(log, name, error.GetType().Name);
            await ledger.ReleaseStudyAsync(job, time.GetUtcNow() + Limits.StudyPause * job.Attempt, countsAsAttempt: true, stop);
        }
        catch (OperationCanceledException)
        {
            // The study has nothing to do with it. Not cancelled: the lease is to go back also at a stop.
            await ledger.ReleaseStudyAsync(job, nextAttempt: null, countsAsAttempt: false, CancellationToken.None);
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No room for the results. Not at once again: where it is only the folder of this study's day, the others have their turn.
            await ledger.ReleaseStudyAsync(job, time.GetUtcNow() + Limits.StudyPause, countsAsAttempt: false, CancellationToken.None);
            throw;
        }

        return true;
    }

    // Said once, not each second.
    bool HasRoom()
    {
        var hasRoom = results.HasRoom;
        if (_hadRoom && !hasRoom) Log.NoRoomForResults(log);
        if (!_hadRoom && hasRoom) Log.RoomForResults(log);
        return _hadRoom = hasRoom;
    }

    async Task<bool> AnalyseAsync(StudyJob job, string name, CancellationToken stop)
    {
        // The same instant in the node's own time zone, in which the results say it.
        var runAt = TimeZoneInfo.ConvertTime(job.RunAt, time.LocalTimeZone);
        // As configured now, and the same for the whole run.
        var configuration = live.Current;
        var routes = configuration.Destinations.Select(destination => new OutboxRoute(destination.Name, destination.Send)).ToList();
        var router = new Router(configuration.Routing);
        var (findings, written, inARow) = (0, 0, 0);
        TransientStageException? trouble = null;
        // What lies on images comes after them, whichever was received first.
        foreach (var instance in job.Instances.OrderBy(instance => SegmentationClass.Is(instance.SopClassUid)))
        {
            stop.ThrowIfCancellationRequested();
            // An image that is still to be analysed may be the one that it lies on.
            if (trouble is not null && SegmentationClass.Is(instance.SopClassUid)) continue;
            try
            {
                var (found, made) = await WorkOnAsync(job, instance, name, runAt, routes, router, stop);
                (findings, written, inARow) = (findings + found, written + made, 0);
            }
            catch (TransientStageException error) when (++inARow < Limits.TroublesInARow)
            {
                // A file on a bad sector must not keep the others waiting; a device that is gone does so for all, soon.
                if (!await IsLeftOutAsync(job, instance, name, error.Failure, stop)) trouble ??= error;
            }
            catch (DicomException error) when (!StageRunner.IsOfTheEnvironment(error))
            {
                // What an object brings about where nobody looks for it is its own trouble; it would end the node, and at each start anew.
                // The kind alone is logged: the words may quote the object.
                Log.InstanceFailed(log, name, error.GetType().Name);
                await ledger.CompleteInstanceAsync(
                    job, new(instance.Id, true, ["The object cannot be analysed."], [], []) { SaysNothing = true }, [], stop);
            }
        }

        if (trouble is not null) throw new TransientStageException(trouble.Failure);
        if (study is not null) await study.RunAsync(job, runAt, routes, router, stop);
        await ledger.FinishStudyAsync(job, stop);
        Log.StudyAnalysed(log, name, findings, written);
        return true;
    }

    // In the last attempt, where others of its study came through: then it is this one, and the study need not be parked for it.
    async Task<bool> IsLeftOutAsync(StudyJob job, StoredInstance instance, string name, StageFailure failure, CancellationToken stop)
    {
        if (job.Attempt < Limits.StudyAttempts || !await ledger.HasAnalysedAsync(job.StudyId, stop)) return false;
        Log.InstanceFailed(log, name, failure.Kind);
        await ledger.CompleteInstanceAsync(job, new(instance.Id, true, [NotGiven], [], []), [], stop);
        return true;
    }

    async Task<(int Findings, int Results)> WorkOnAsync(
        StudyJob job, StoredInstance instance, string name, DateTimeOffset runAt, IReadOnlyList<OutboxRoute> routes, Router router,
        CancellationToken stop)
    {
        if (!IsAsReceived(instance))
        {
            Log.InstanceChanged(log, name);
            await ledger.CompleteInstanceAsync(job, new(instance.Id, true, [Changed], [], []), [], stop);
            return (0, 0);
        }

        if (reader is not null && SegmentationClass.Is(instance.SopClassUid))
            return await ReadAsync(job, instance, name, runAt, routes, router, stop);

        if (reader is not null && OtherForms.Holds(instance.SopClassUid))
        {
            var other = await reader.ReadOtherAsync(instance, stop);
            await ledger.CompleteInstanceAsync(job, new(instance.Id, false, other.Reasons, [], []), [], stop);
            Log.OtherFormKept(log, name, instance.SopClassUid);
            return (0, 0);
        }

        using var step = Telemetry.Traces.StartActivity("instance");
        var began = time.GetTimestamp();
        var route = router.Before(instance, spool.PathOf(instance.File));
        if (!route.IsAnalysed)
        {
            await ledger.CompleteInstanceAsync(job, new(instance.Id, false, route.Words, [], []) { SaysNothing = true }, [], stop);
            return (0, 0);
        }

        var subject = priors?.SubjectOf(spool.PathOf(instance.File));
        var analysis = await AnalyseAsync(job, instance, subject, name, runAt, route.Models, stop);
        Count(analysis, time.GetElapsedTime(began), step);
        if (analysis.Failure is { } failure) Log.InstanceFailed(log, name, failure.Kind);

        var goes = router.After(instance.CallingAe, spool.PathOf(instance.File), analysis.Findings);
        var to = routes.Where(to => goes.GoesTo(to.Destination)).ToList();
        var files = await results.WriteAsync(Sendable(analysis, to), job.RunAt, stop);
        var withdraws = FindsNothing(analysis);
        var notes = withdraws && withdrawals is not null && !goes.IsShadow
            ? await withdrawals.OfImageAsync(job, instance, runAt, to, stop) : [];
        var outcome = OutcomeOf(instance, analysis, [.. files, .. notes]) with
        {
            Replaced = files.Count > 0 ? analysis.Replaced : [],
            Withdraws = withdraws,
            SaysNothing = !withdraws && !analysis.Findings.Any(IsReported),
            // What is tried in the shadow is no result that anybody may compare with.
            StaysHere = goes.IsShadow,
            Priors = goes.IsShadow ? [] : PriorRows.Of(subject, analysis.SopInstanceUid, analysis.Findings, analysis.Facts, analysis.Results),
            Subject = goes.IsShadow ? null : subject,
        };
        string[] lost = to.Count == 0 && routes.Count > 0 && files.Count > 0 && !goes.IsShadow
            ? ["No destination of its routing rule is configured any more: it is not sent."] : [];
        string[] rejected = notes.Count == 0 ? []
            : ["Earlier results of this image do not stand any more: " + string.Join(", ", notes.SelectMany(note => note.Recipients!))
                + " is told by a note to hide them."];
        var left = await ledger.CompleteInstanceAsync(
            job, outcome with { Reasons = [.. outcome.Reasons, .. goes.Words, .. lost, .. rejected] }, to, stop);
        if (left.Count > 0) Log.EarlierResultsLeft(log, name, string.Join(", ", left));
        return (analysis.Findings.Count, files.Count);
    }

    // What a disk or a virus scanner made of it would be measured as if it were the scanner's.
    bool IsAsReceived(StoredInstance instance)
    {
        try
        {
            return instance.Sha256 is not { } received || spool.IsAsReceived(instance.File, received);
        }
        catch (Exception error) when (StageRunner.IsOfTheEnvironment(error))
        {
            throw new TransientStageException(new("load", "The disk failed while the image was read.", error));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return true; // That it is gone the analysis says.
        }
    }

    async Task<(int Findings, int Results)> ReadAsync(
        StudyJob job, StoredInstance instance, string name, DateTimeOffset runAt, IReadOnlyList<OutboxRoute> routes, Router router,
        CancellationToken stop)
    {
        var begun = await ledger.BeginInstanceAsync(job, instance.Id, stop);
        var answer = begun > Limits.InstanceAttempts ? ReaderAnswer.Kept(GivenUp) : await reader!.ReadAsync(job, instance, runAt, stop);
        // Where the results of its images go, all of them: an edit is no way around the rules.
        var decided = answer.Images.Select(image => router.After(image.CallingAe, spool.PathOf(image.File), image.Findings)).ToList();
        routes = [.. routes.Where(to => decided.All(route => route.GoesTo(to.Destination)))];
        var revisions = new List<SourceRevision>();
        foreach (var image in answer.Images)
        {
            var findings = image.Entries.Select(entry => new FindingEntry(entry.Status, ResultJson.Write(entry)));
            revisions.Add(new(
                image.InstanceId, [.. findings], await results.WriteAsync(Wanted(image.Results, routes), job.RunAt, stop),
                [.. image.Edits.Select(edit => new EditRow(edit.Model?.Sha256 ?? "", ResultJson.Write(edit)))])
            {
                Priors = image.Priors, Replaced = image.Replaced,
            });
        }

        await ledger.CompleteInstanceAsync(
            job, new(instance.Id, answer.IsGivenUp, [.. answer.Reasons, .. decided.SelectMany(route => route.Words).Distinct()], [], [])
            {
                StaysHere = decided.Exists(route => route.IsShadow), Revisions = revisions, WaitsUntil = answer.IsGivenUp ? null : answer.WaitsUntil,
            }, routes, stop);
        Log.SegmentationRead(log, name, answer.Images.Count);
        if (answer.IsGivenUp) Log.EditGivenUp(log, name);
        else if (answer.WaitsUntil is { } until) Log.EditWaits(log, name, until);
        return (answer.Images.Sum(image => image.Findings.Count), revisions.Sum(revision => revision.Results.Count));
    }

    async Task<InstanceAnalysis> AnalyseAsync(
        StudyJob job, StoredInstance instance, PriorSubject? subject, string name, DateTimeOffset runAt, IReadOnlySet<string>? models,
        CancellationToken stop)
    {
        // Said before, so that an instance which takes the whole node down is known by it the next time.
        var begun = await ledger.BeginInstanceAsync(job, instance.Id, stop);
        if (begun > Limits.InstanceAttempts)
        {
            Log.InstanceGivenUp(log, name, Limits.InstanceAttempts);
            return LeftOut(instance, GivenUp);
        }

        var earlier = results.References(await ledger.EarlierResultsAsync(instance.Id, stop));
        var past = new AnalysisPast(earlier, priors is null ? [] : await priors.FindAsync(subject, stop));
        if (await _analyses.RunAsync(spool.PathOf(instance.File), past, runAt, models, stop) is { } analysis) return analysis;
        var seconds = live.Current.Study.InstanceDeadline.TotalSeconds;
        Log.AnalysisLeft(log, name, seconds);
        return LeftOut(instance, string.Create(CultureInfo.InvariantCulture,
            $"The analysis of this object did not end within {seconds:0.#} s (study.instanceSeconds)."));
    }

    static void Count(InstanceAnalysis analysis, TimeSpan took, Activity? step)
    {
        var outcome = analysis.Failure is null ? "analysed" : "failed";
        Telemetry.InstancesAnalysed.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        Telemetry.AnalysisSeconds.Record(took.TotalSeconds);
        foreach (var finding in analysis.Findings)
            Telemetry.Findings.Add(1, new KeyValuePair<string, object?>("status", ResultEntry.NameOf(finding.Status)));
        step?.SetTag("acsa.outcome", outcome).SetTag("acsa.findings", analysis.Findings.Count);
        if (analysis.Failure is not null) step?.SetStatus(ActivityStatusCode.Error);
    }

    static InstanceAnalysis LeftOut(StoredInstance instance, string reason) =>
        InstanceAnalysis.Failed(instance.SopInstanceUid, new("analyse", reason, null));

    // An examination holds many pictures that show no cross-section of a muscle; a report about each would bury the ones that count
    // (docs/decisions/080). Why there is none, status says.
    static IReadOnlyList<ResultInstance> Sendable(InstanceAnalysis analysis, IReadOnlyList<OutboxRoute> routes) =>
        analysis.Findings.Any(IsReported) ? Wanted(analysis.Results, routes) : [];

    static bool IsReported(Finding finding) => finding.Structure is not null;

    // A frame that could not be analysed might have shown what earlier analyses found.
    static bool FindsNothing(InstanceAnalysis analysis) =>
        analysis.Failure is null && !analysis.Findings.Any(IsReported) && (analysis.Findings.Count == 0 || analysis.Reasons.Count == 0);

    // What is for one destination is written only if that asks for it.
    static IReadOnlyList<ResultInstance> Wanted(IReadOnlyList<ResultInstance> results, IReadOnlyList<OutboxRoute> routes) =>
        [.. results.Where(result => result.Recipients is null || routes.Any(route => route.Sends(result.Kind, result.Recipients)))];

    static InstanceOutcome OutcomeOf(StoredInstance instance, InstanceAnalysis analysis, IReadOnlyList<ResultFile> files) => new(
        instance.Id,
        analysis.Failure is not null,
        analysis.Reasons,
        [.. analysis.Findings.Select(finding => ResultEntry.From(finding, analysis.SopInstanceUid ?? instance.SopInstanceUid,
            instance.File).With(analysis.Facts))
            .Select(entry => new FindingEntry(entry.Status, ResultJson.Write(entry)))],
        files);
}
