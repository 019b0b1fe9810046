namespace Acsa.Worker.Ledger;

// Outlines that readers changed.
sealed partial class SqlLedger : IReaderLedger
{
    public Task<string?> OwnResultAsync(string sopInstanceUid, CancellationToken stop) => _engine.ReadAsync(db => db.Query(
        "SELECT file, removed_at FROM results WHERE sop_instance_uid = @uid", row => row.IsDBNull(1) ? row.GetString(0) : "",
        ("uid", sopInstanceUid)).FirstOrDefault(), stop);

    public Task<ReadSource?> SourceAsync(long studyId, string sopInstanceUid, long editInstanceId, CancellationToken stop) =>
        _engine.ReadAsync(db =>
    {
        // Of two objects under one UID only the first was analysed.
        var found = db.Query(
            "SELECT id, file, removed_at, calling_ae, state FROM instances WHERE study_id = @study AND sop_instance_uid = @uid AND state <> 'parked' ORDER BY id",
            row => (Id: row.GetInt64(0), File: row.GetString(1), IsRemoved: !row.IsDBNull(2), CallingAe: row.GetString(3),
                State: row.GetString(4)), ("study", studyId), ("uid", sopInstanceUid));
        if (found is not [var (id, file, isRemoved, callingAe, state), ..]) return null;
        // What this very edit wrote before, in a run that is repeated, is not what it changed.
        const string before = "instance_id = @id AND (edit_id IS NULL OR edit_id <> @edit)";
        return new ReadSource(
            id, sopInstanceUid, file, isRemoved,
            db.Query($"SELECT entry FROM findings f WHERE f.instance_id = @id AND {Latest} ORDER BY f.id",
                row => row.GetString(0), ("id", id)),
            db.Query($"SELECT file FROM results WHERE {before} AND kind IN ('seg', 'seg-strict', 'seg-full-spatial') AND removed_at IS NULL ORDER BY id DESC",
                row => row.GetString(0), ("id", id), ("edit", editInstanceId)),
            EarlierResults(db, id))
        {
            CallingAe = callingAe, IsAnalysed = state == StudyState.Analysed,
            // An analysis after it has the model's outlines in their place again.
            IsRevised = db.Scalar(
                """
                SELECT 1 FROM results r WHERE r.instance_id = @id AND r.edit_id = @edit AND NOT EXISTS (
                  SELECT 1 FROM results m
                  WHERE m.instance_id = @id AND m.of_study = 0 AND m.edit_id IS NULL AND m.kind <> 'rejection' AND m.id > r.id)
                LIMIT 1
                """, ("id", id), ("edit", editInstanceId)) is not null,
        };
    }, stop);

    public Task<MissingSource> MissingAsync(long studyId, string sopInstanceUid, CancellationToken stop) =>
        _engine.ReadAsync(db => new MissingSource(
        db.Scalar("SELECT 1 FROM instances WHERE sop_instance_uid = @uid AND study_id <> @study LIMIT 1", ("uid", sopInstanceUid),
            ("study", studyId)) is not null,
        db.Scalar("SELECT 1 FROM forgotten WHERE study_uid = (SELECT study_uid FROM studies WHERE id = @study) LIMIT 1",
            ("study", studyId)) is not null,
        (int)db.Number("SELECT count(*) FROM instances WHERE study_id = @study AND waits_until IS NOT NULL", ("study", studyId))!.Value),
        stop);

    public Task<IReadOnlyList<string>> EditsAsync(DateTimeOffset? since, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<string>>(db => db.Query(
            "SELECT entry FROM edits WHERE at >= @since ORDER BY id", row => row.GetString(0),
            ("since", since is { } from ? LedgerTime.Write(from) : "")), stop);

    // An edit waits until something more of its study is analysed, or until its time is over: both begin a run, which reads it again.
    static void WakeWaiting(LedgerSession db)
    {
        var now = db.Now;
        foreach (var study in db.Query(
            $"SELECT DISTINCT s.id FROM {Waiting} AND i.waits_until <= @now ORDER BY s.id LIMIT 100", row => row.GetInt64(0), ("now", now)))
            db.Execute(
                """
                UPDATE studies SET state = 'received', due_at = @now, attempts = 0, next_attempt_at = NULL
                WHERE id = @id AND state NOT IN ('received', 'assembled')
                """,
                ("now", now), ("id", study));
    }

    // A study that has work anyway takes its waiting edits along.
    const string Waiting = """
        instances i JOIN studies s ON s.id = i.study_id
        WHERE i.waits_until IS NOT NULL AND i.state = 'analysed' AND s.state NOT IN ('received', 'assembled')
        """;

    static void TakeWaitingAlong(LedgerSession db, long studyId)
    {
        var waiting = db.Query(
            "SELECT id FROM instances WHERE study_id = @id AND waits_until IS NOT NULL AND state = 'analysed'", row => row.GetInt64(0),
            ("id", studyId));
        if (waiting.Count == 0) return;
        Unsay(db, studyId, waiting);
        foreach (var edit in waiting) db.Execute("UPDATE instances SET state = 'assembled', begun = 0 WHERE id = @id", ("id", edit));
    }

    static void Revise(
        LedgerSession db, StudyJob job, InstanceOutcome edit, SourceRevision revision, IReadOnlyList<OutboxRoute> routes, string now)
    {
        // The findings give way; what they were is with the edit, and in the results that were sent.
        KeepFindings(db, job.StudyId, revision.InstanceId, revision.Findings, now);
        KeepPriors(db, revision.InstanceId, revision.Priors);
        foreach (var result in revision.Results)
            AddResult(db, job, revision.InstanceId, result, routes, now, edit.StaysHere, edit.InstanceId);
        Supersede(db, job.StudyId, revision.Replaced, now);
        // Read again, by another model or in a run that is repeated, an edit counts once for each model.
        foreach (var model in revision.Edits.Select(edit => edit.ModelSha256).Distinct())
            db.Execute("DELETE FROM edits WHERE instance_id = @edit AND source_id = @source AND model_sha256 = @model",
                ("edit", edit.InstanceId), ("source", revision.InstanceId), ("model", model));
        foreach (var row in revision.Edits)
        {
            db.Execute(
                "INSERT INTO edits (study_id, instance_id, source_id, model_sha256, at, entry) VALUES (@study, @edit, @source, @model, @now, @entry)",
                ("study", job.StudyId), ("edit", edit.InstanceId), ("source", revision.InstanceId), ("model", row.ModelSha256),
                ("now", now),
                ("entry", row.Json));
        }
    }
}
