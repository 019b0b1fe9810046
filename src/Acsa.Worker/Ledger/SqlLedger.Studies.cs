using System.Text;
using System.Text.Json;

namespace Acsa.Worker.Ledger;

// The study worker's side: leases on studies, results with their outbox rows.
sealed partial class SqlLedger
{
    public Task<StudyJob?> ClaimStudyAsync(string owner, TimeSpan lease, CancellationToken stop) =>
        _engine.WriteAsync(db => Claim(db, owner, lease), stop);

    public Task<bool> RenewStudyAsync(StudyJob job, TimeSpan lease, CancellationToken stop) => _engine.WriteAsync(
        db => db.Execute(
            "UPDATE studies SET lease_until = @until WHERE id = @id AND lease_owner = @owner",
            ("until", LedgerTime.Write(db.Time + lease)), ("id", job.StudyId), ("owner", job.LeaseOwner)) == 1, stop);

    public Task<IReadOnlyList<EarlierResult>> EarlierResultsAsync(long instanceId, CancellationToken stop) =>
        _engine.ReadAsync(db => EarlierResults(db, instanceId), stop);

    public async Task<IReadOnlyList<string>> CompleteInstanceAsync(StudyJob job, InstanceOutcome outcome, IReadOnlyList<OutboxRoute> routes,
        CancellationToken stop)
    {
        var left = await _engine.WriteAsync(db => Complete(db, job, outcome, routes), stop);
        Announce();
        return left;
    }

    public Task<int> BeginInstanceAsync(StudyJob job, long instanceId, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        RequireLease(db, job);
        return (int)db.Number("UPDATE instances SET begun = begun + 1 WHERE id = @id RETURNING begun", ("id", instanceId))!.Value;
    }, stop);

    public Task<bool> HasAnalysedAsync(long studyId, CancellationToken stop) => _engine.ReadAsync(
        db => db.Scalar("SELECT 1 FROM instances WHERE study_id = @id AND state = 'analysed' LIMIT 1", ("id", studyId)) is not null, stop);

    public async Task FinishStudyAsync(StudyJob job, CancellationToken stop)
    {
        await _engine.WriteAsync(db => Finish(db, job), stop);
        Announce();
    }

    public Task ReleaseStudyAsync(StudyJob job, DateTimeOffset? nextAttempt, bool countsAsAttempt, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        var released = db.Execute(
            """
            UPDATE studies SET lease_owner = NULL, lease_until = NULL, next_attempt_at = @next, attempts = attempts - @uncounted
            WHERE id = @id AND lease_owner = @owner
            """,
            ("next", nextAttempt is { } next ? LedgerTime.Write(next) : null), ("uncounted", countsAsAttempt ? 0 : 1), ("id", job.StudyId),
            ("owner", job.LeaseOwner)) == 1;
        // The node lives: no instance has ended it.
        if (released) db.Execute("UPDATE instances SET begun = 0 WHERE study_id = @id AND state = 'assembled'", ("id", job.StudyId));
        return released;
    }, stop);

    public Task ParkStudyAsync(StudyJob job, string reason, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        RequireLease(db, job);
        AddStudyReasons(db, job.StudyId, [reason]);
        db.Execute("UPDATE studies SET state = 'parked', lease_owner = NULL, lease_until = NULL WHERE id = @id",
            ("id", job.StudyId));
        // All its images are done: it was the report on them, and stays parked until that is written.
        if (db.Number("SELECT count(*) FROM instances WHERE study_id = @id AND state = 'assembled'", ("id", job.StudyId)) == 0)
            ParkReport(db, job.StudyId, reason);
        else
            Note(db, EventKind.Parked, job.StudyId, detail: reason);
        return true;
    }, stop);

    public Task<DateTimeOffset?> NextStudyDueAsync(CancellationToken stop) => _engine.ReadAsync(
        db => db.Scalar(
            $"""
            SELECT min(due) FROM (
              SELECT min({db.Sql.Greatest}(due_at, coalesce(next_attempt_at, ''), coalesce(lease_until, ''))) AS due
              FROM studies WHERE state IN ('received', 'assembled')
              UNION ALL SELECT min(i.waits_until) AS due FROM {Waiting}) AS next
            """) is string text ? LedgerTime.Read(text) : (DateTimeOffset?)null, stop);

    public Task<IReadOnlySet<string>> ResultFilesAsync(CancellationToken stop) => _engine.ReadAsync<IReadOnlySet<string>>(
        db => db.Query("SELECT file FROM results", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal), stop);

    static StudyJob? Claim(LedgerSession db, string owner, TimeSpan lease)
    {
        var now = db.Now;
        WakeWaiting(db);
        var due = db.Query(
            $"""
            SELECT id, state FROM studies
            WHERE ((state = 'received' AND due_at <= @now) OR state = 'assembled')
              AND (lease_until IS NULL OR lease_until <= @now) AND (next_attempt_at IS NULL OR next_attempt_at <= @now)
            ORDER BY attempts, due_at LIMIT 1 {db.Sql.SkipLocked} -- what ended the node before goes after what did not
            """, row => (Id: row.GetInt64(0), State: row.GetString(1)), ("now", now));
        if (due is not [var (studyId, state)]) return null;

        db.Execute(
            """
            UPDATE studies SET lease_owner = @owner, lease_until = @until, attempts = attempts + 1,
              run = CASE WHEN state = 'received' THEN run + 1 ELSE run END, run_at = CASE WHEN state = 'received' THEN @now ELSE run_at END, state = 'assembled'
            WHERE id = @id
            """,
            ("owner", owner), ("until", LedgerTime.Write(db.Time + lease)), ("now", now), ("id", studyId));
        ForgetReportFailure(db, studyId);
        if (state == StudyState.Received)
        {
            // What comes from here on gathers anew; a run that is taken up again leaves it to its own time, too.
            db.Execute("UPDATE studies SET cap_at = NULL WHERE id = @id", ("id", studyId));
            db.Execute("DELETE FROM open_associations WHERE study_id = @id", ("id", studyId));
            db.Execute("UPDATE instances SET state = 'assembled' WHERE study_id = @id AND state = 'received'", ("id", studyId));
            TakeWaitingAlong(db, studyId);
        }

        var instances = db.Query(
            """
            SELECT id, sop_instance_uid, sop_class_uid, transfer_syntax_uid, file, calling_ae, waits_until, sha256 FROM instances
            WHERE study_id = @id AND state = 'assembled' ORDER BY id
            """,
            row => new StoredInstance(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4))
            {
                CallingAe = row.GetString(5), WaitsUntil = TimeOrNull(row, 6), Sha256 = row.GetString(7),
            },
            ("id", studyId));
        var job = db.Query(
            "SELECT study_uid, run, run_at, attempts FROM studies WHERE id = @id",
            row => new StudyJob(studyId, row.GetString(0), row.GetInt32(1), LedgerTime.Read(row.GetString(2)), row.GetInt32(3), owner,
                instances),
            ("id", studyId)).Single();
        Note(db, EventKind.Claimed, studyId,
            detail: FormattableString.Invariant($"run {job.Run}, attempt {job.Attempt}, {instances.Count} instances"));
        return job;
    }

    static List<string> Complete(LedgerSession db, StudyJob job, InstanceOutcome outcome, IReadOnlyList<OutboxRoute> routes)
    {
        RequireLease(db, job);
        var now = db.Now;
        db.Execute(
            "UPDATE instances SET state = @state, reasons = @reasons, waits_until = @until WHERE id = @id",
            ("state", outcome.Failed ? StudyState.Failed : StudyState.Analysed), ("reasons", WriteReasons(outcome.Reasons)),
            ("until", outcome.WaitsUntil is { } until ? LedgerTime.Write(until) : null), ("id", outcome.InstanceId));
        if (!StandsAsItWas(db, outcome))
        {
            KeepFindings(db, job.StudyId, outcome.InstanceId, outcome.Findings, now);
            KeepPriors(db, outcome.InstanceId, outcome.Priors);
        }

        if (outcome.Subject is { } subject) KeepSubject(db, job.StudyId, subject);
        foreach (var revision in outcome.Revisions) Revise(db, job, outcome, revision, routes, now);
        foreach (var result in outcome.Results) AddResult(db, job, outcome.InstanceId, result, routes, now, outcome.StaysHere);
        Supersede(db, job.StudyId, outcome.Replaced, now);
        // It gets on: only attempts in a row without an instance done count against a study.
        db.Execute("UPDATE studies SET attempts = 0 WHERE id = @id", ("id", job.StudyId));
        Note(db, outcome.Failed ? EventKind.NotAnalysed : EventKind.Analysed, job.StudyId, outcome.InstanceId,
            detail: outcome.Reasons.FirstOrDefault());
        return SayWhatIsLeft(db, job, outcome, now);
    }

    // An image is what was found in it last, as long as the results that say so stand; where nobody was sent any, as long as nothing else
    // was found.
    static bool StandsAsItWas(LedgerSession db, InstanceOutcome outcome) => outcome.SaysNothing
        && (outcome.Findings.Count == 0 || db.Scalar(
            """
            SELECT 1 FROM results
            WHERE instance_id = @id AND of_study = 0 AND kind <> 'rejection' AND superseded_at IS NULL LIMIT 1
            """, ("id", outcome.InstanceId)) is not null);

    static void KeepFindings(LedgerSession db, long studyId, long instanceId, IReadOnlyList<FindingEntry> findings, string now)
    {
        db.Execute("DELETE FROM findings WHERE instance_id = @id", ("id", instanceId));
        foreach (var finding in findings)
        {
            db.Execute(
                "INSERT INTO findings (instance_id, study_id, status, at, entry) VALUES (@instance, @study, @status, @now, @entry)",
                ("instance", instanceId), ("study", studyId), ("status", finding.Status), ("now", now), ("entry", finding.Json));
        }
    }

    static void AddResult(
        LedgerSession db, StudyJob job, long instanceId, ResultFile result, IReadOnlyList<OutboxRoute> routes, string now, bool staysHere,
        long? editId = null, bool ofStudy = false)
    {
        // The same UID is the same result (its UID says of what, by which model, with which settings): it is in its outbox already.
        if (db.Query("SELECT id, stays, superseded_at, removed_at FROM results WHERE sop_instance_uid = @uid",
            row => (Id: row.GetInt64(0), Stayed: row.GetInt64(1) != 0, IsSuperseded: !row.IsDBNull(2), IsRemoved: !row.IsDBNull(3)),
            ("uid", result.SopInstanceUid)) is [var known])
        {
            if (known.IsRemoved) Replace(known.Id);
            // It stands, also where an analysis between found nothing.
            if (known.IsSuperseded) db.Execute("UPDATE results SET superseded_at = NULL WHERE id = @id", ("id", known.Id));
            if (known.Stayed && !staysHere) Release(known.Id);
            // What is said of a study is written for each who is to have it, and two of them may be told the same, one of them later.
            if (ofStudy || known.IsSuperseded || (known.Stayed && !staysHere)) Send(known.Id);
            return;
        }

        Send(db.Insert(
            """
            INSERT INTO results (study_id, instance_id, kind, sop_instance_uid, sop_class_uid, file, sha256, created_at, edit_id,
              series_instance_uid, stays, of_study, recipients)
            VALUES (@study, @instance, @kind, @uid, @class, @file, @sha, @now, @edit, @series, @stays, @of, @for)
            """,
            ("study", job.StudyId), ("instance", instanceId), ("kind", Delivery.ResultNames.Name(result.Kind)),
            ("uid", result.SopInstanceUid),
            ("class", result.SopClassUid), ("file", result.File), ("sha", result.Sha256), ("now", now), ("edit", editId),
            ("series", result.SeriesInstanceUid), ("stays", staysHere ? 1 : 0), ("of", ofStudy ? 1 : 0),
            ("for", result.Recipients is { } names ? JsonSerializer.Serialize(names) : null)));

        // Its file was lost before it was everywhere that it has to be: who lacks it gets what was written now.
        void Replace(long id)
        {
            if (db.Scalar("SELECT 1 FROM outbox WHERE result_id = @id AND state NOT IN ('delivered', 'committed') LIMIT 1", ("id", id))
                is null) return;
            db.Execute("UPDATE results SET file = @file, sha256 = @sha, removed_at = NULL WHERE id = @id",
                ("file", result.File), ("sha", result.Sha256), ("id", id));
            db.Execute(
                """
                UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_at = @now, settled_at = NULL, reason = NULL
                WHERE result_id = @id AND state = 'parked'
                """, ("now", now), ("id", id));
        }

        // No rule keeps it here any more. Retention may have removed the file; the one that was written now says the same.
        void Release(long id)
        {
            db.Execute("UPDATE results SET stays = 0 WHERE id = @id", ("id", id));
            db.Execute("UPDATE results SET file = @file, sha256 = @sha, removed_at = NULL WHERE id = @id AND removed_at IS NOT NULL",
                ("file", result.File), ("sha", result.Sha256), ("id", id));
        }

        void Send(long id)
        {
            var ask = MayBeThere(db, instanceId) ? 1 : 0;
            foreach (var route in routes.Where(route => route.Sends(result.Kind, result.Recipients)))
            {
                db.Execute(
                    """
                    INSERT INTO outbox (result_id, study_id, destination, state, next_attempt_at, ask_first)
                    VALUES (@result, @study, @to, 'pending', @now, @ask) ON CONFLICT (result_id, destination) DO NOTHING
                    """,
                    ("result", id), ("study", job.StudyId), ("to", route.Destination), ("now", now), ("ask", ask));
            }
        }
    }

    // What does not stand any more and was given up is not to be sent after all, when a person has it tried again.
    static void Supersede(LedgerSession db, long studyId, IEnumerable<string> replaced, string now)
    {
        foreach (var uid in replaced)
        {
            db.Execute("UPDATE results SET superseded_at = @now WHERE sop_instance_uid = @uid AND superseded_at IS NULL", ("now", now), ("uid", uid));
            DropParked(db, studyId, db.Number("SELECT id FROM results WHERE sop_instance_uid = @uid", ("uid", uid)));
        }
    }

    static void DropParked(LedgerSession db, long studyId, long? result)
    {
        var parked = db.Query(
            "SELECT id, destination FROM outbox WHERE result_id = @result AND state = 'parked' ORDER BY id",
            row => (Id: row.GetInt64(0), To: row.GetString(1)), ("result", result));
        foreach (var (id, to) in parked)
        {
            db.Execute("DELETE FROM outbox WHERE id = @id", ("id", id));
            Note(db, EventKind.Superseded, studyId, result: result, destination: to);
        }
    }

    // Where the ledger was restored from a copy, a destination may hold what the copy knows nothing of: results of files that have no row
    // in it, and of instances that were not analysed when it was made.
    static bool MayBeThere(LedgerSession db, long instanceId) =>
        db.Scalar(
            "SELECT 1 FROM events WHERE instance_id = @instance AND kind = @kind LIMIT 1", ("instance", instanceId),
            ("kind", EventKind.Adopted)) is not null
        || (db.Scalar("SELECT value FROM settings WHERE key = @key", ("key", LedgerCopy.Setting)) is byte[] copied && db.Scalar(
            "SELECT 1 FROM instances WHERE id = @instance AND received_at <= @copied", ("instance", instanceId),
            ("copied", Encoding.ASCII.GetString(copied))) is not null);

    static bool Finish(LedgerSession db, StudyJob job)
    {
        RequireLease(db, job);
        var instances = db.Query(
            "SELECT state, reasons FROM instances WHERE study_id = @id",
            row => (State: row.GetString(0), Reasons: ReadReasons(row.GetString(1))), ("id", job.StudyId));
        var late = instances.Any(instance => instance.State == StudyState.Received);
        var state = late ? StudyState.Received : instances.Exists(i => i.State == StudyState.Analysed) ? StudyState.Analysed
            : StudyState.Failed;
        AddStudyReasons(db, job.StudyId, instances.SelectMany(instance => instance.Reasons).Concat(UnreadableCompanions(db, job.StudyId)));
        db.Execute(
            """
            UPDATE studies SET state = @state, lease_owner = NULL, lease_until = NULL, attempts = 0, next_attempt_at = NULL,
              outcome = (SELECT status FROM findings WHERE study_id = @id
                         ORDER BY CASE status WHEN 'refused' THEN 0 WHEN 'review' THEN 1 ELSE 2 END LIMIT 1)
            WHERE id = @id
            """, ("state", state), ("id", job.StudyId));
        Note(db, EventKind.StudyAnalysed, job.StudyId, detail: state);
        RefreshDeliveryState(db, job.StudyId);
        return true;
    }

    // An instance without a readable study cannot be filed; whoever sent it most likely meant the study of the same association.
    static string[] UnreadableCompanions(LedgerSession db, long studyId)
    {
        var count = db.Number(
            """
            SELECT count(*) FROM instances
            WHERE study_id IS NULL AND association IN (SELECT association FROM instances WHERE study_id = @id)
            """,
            ("id", studyId))!;
        return count == 0 ? []
            : [FormattableString.Invariant($"{count} object(s) of the same transfer could not be read; they are kept as received.")];
    }

    static void RequireLease(LedgerSession db, StudyJob job)
    {
        var owner = (string?)db.Scalar($"SELECT lease_owner FROM studies WHERE id = @id {db.Sql.ForUpdate}", ("id", job.StudyId));
        if (owner != job.LeaseOwner) throw new LeaseLostException("the study");
    }
}
