using Acsa.DicomScp;

namespace Acsa.Worker.Ledger;

// The spool's side: one row per distinct instance, its study woken.
sealed partial class SqlLedger
{
    const string ConflictReason = "Two different objects arrived under one SOP Instance UID; both are kept, the first is analysed.";

    public async Task<IReadOnlyList<RecordedInstance>> RecordAsync(IReadOnlyList<SpooledInstance> instances, bool adopted,
        CancellationToken stop)
    {
        var recorded = await _engine.WriteAsync(db => Record(db, instances, adopted), stop);
        if (recorded.Exists(one => one.Verdict != StoreVerdict.AlreadyHeld)) Announce();
        return recorded;
    }

    public async Task RestoredAsync(long instanceId, long bytes, CancellationToken stop)
    {
        var woken = await _engine.WriteAsync(db =>
        {
            if (db.Number("SELECT study_id FROM instances WHERE id = @id", ("id", instanceId)) is not { } study) return false;
            LockStudy(db, study);
            // What retention had removed is kept for its days again: who sent it may rely on that.
            db.Execute("UPDATE instances SET removed_at = NULL, bytes = @bytes WHERE id = @id", ("bytes", bytes), ("id", instanceId));
            db.Execute("UPDATE studies SET last_at = @now WHERE id = @id", ("now", db.Now), ("id", study));
            var failed = db.Query(
                "SELECT id FROM instances WHERE id = @id AND state = 'failed'", row => row.GetInt64(0), ("id", instanceId));
            if (failed.Count == 0) return false;
            AnalyseAgain(db, study, failed);
            Note(db, EventKind.Restored, study, instanceId);
            return true;
        }, stop);
        if (woken) Announce();
    }

    public bool CountsInstancesOf(string callingAe) => _rules.For(callingAe).EndsWithCount;

    public Task<IReadOnlySet<string>> SpoolFilesAsync(CancellationToken stop) => _engine.ReadAsync<IReadOnlySet<string>>(
        db => db.Query("SELECT file FROM instances", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal), stop);

    List<RecordedInstance> Record(LedgerSession db, IReadOnlyList<SpooledInstance> instances, bool adopted)
    {
        // In one order on every node, so that two batches with instances in common wait for each other once, not in a circle.
        if (db.Sql.LockName is { } lockName)
        {
            foreach (var uid in instances.Select(one => one.Header.SopInstanceUid).Distinct().Order(StringComparer.Ordinal))
                db.Scalar(lockName, ("name", uid));
        }

        return [.. instances.Select(instance => Record(db, instance, adopted))];
    }

    RecordedInstance Record(LedgerSession db, SpooledInstance instance, bool adopted)
    {
        var held = db.Query(
            "SELECT id, sha256, study_id, file, bytes FROM instances WHERE sop_instance_uid = @uid",
            row => (Id: row.GetInt64(0), Sha256: row.GetString(1), Study: row.IsDBNull(2) ? (long?)null : row.GetInt64(2),
                File: row.GetString(3), Bytes: row.GetInt64(4)),
            ("uid", instance.Header.SopInstanceUid));
        if (held.FirstOrDefault(h => h.Sha256 == instance.Sha256) is { Id: > 0 } same)
        {
            var filed = same.Study ?? (held.Count == 1 ? FileUnderItsStudy(db, same.Id, instance, adopted) : null);
            Note(db, EventKind.ReceivedAgain, filed, same.Id, detail: instance.Header.Caller.CallingAe);
            return new(StoreVerdict.AlreadyHeld, same.Id, same.File) { Bytes = same.Bytes };
        }

        var conflict = held.Count > 0;
        var studyId = instance.StudyUid is null ? (long?)null : WakeStudy(db, instance, hasWork: !conflict, adopted);
        var reasons = instance.Unreadable is { } reason ? [reason] : conflict ? new[] { ConflictReason } : [];
        var id = Insert(db, instance, studyId, conflict, reasons);
        if (studyId is { } counted && !conflict && instance.StudyInstances is { } expected) CountIn(db, counted, expected);
        Note(db, adopted ? EventKind.Adopted : EventKind.Received, studyId, id, detail: instance.Header.Caller.CallingAe);
        if (conflict)
        {
            db.Execute("UPDATE instances SET conflict = 1 WHERE sop_instance_uid = @uid", ("uid", instance.Header.SopInstanceUid));
            Note(db, EventKind.Conflict, studyId, id);
            foreach (var study in held.Select(h => h.Study).Append(studyId).OfType<long>().Distinct().Order())
                AddStudyReasons(db, study, [ConflictReason]);
        }

        return new(conflict ? StoreVerdict.Conflict : StoreVerdict.Stored, id, instance.File);
    }

    // What could not be read when it came, by an earlier version or a disk in trouble, and can be now.
    long? FileUnderItsStudy(LedgerSession db, long id, SpooledInstance instance, bool adopted)
    {
        if (instance.StudyUid is null || instance.Unreadable is not null) return null;
        var study = WakeStudy(db, instance, hasWork: true, adopted);
        db.Execute("UPDATE instances SET study_id = @study, state = 'received', reasons = '[]', begun = 0 WHERE id = @id",
            ("study", study), ("id", id));
        return study;
    }

    static long Insert(LedgerSession db, SpooledInstance instance, long? studyId, bool conflict, string[] reasons)
    {
        // What cannot be read, and the second of two that share a UID, is kept but not analysed: results are named after the UID.
        var state = instance.Unreadable is not null || studyId is null ? StudyState.Failed : conflict ? StudyState.Parked
            : StudyState.Received;
        var header = instance.Header;
        return db.Insert(
            """
            INSERT INTO instances (study_id, sop_instance_uid, sop_class_uid, transfer_syntax_uid, file, bytes, sha256,
                                   calling_ae, called_ae, host, association, received_at, conflict, state, reasons)
            VALUES (@study, @uid, @class, @syntax, @file, @bytes, @sha,
                    @calling, @called, @host, @association, @now, @conflict, @state, @reasons)
            """,
            ("study", studyId), ("uid", header.SopInstanceUid), ("class", header.SopClassUid), ("syntax", header.TransferSyntaxUid),
            ("file", instance.File), ("bytes", instance.Bytes), ("sha", instance.Sha256), ("calling", header.Caller.CallingAe),
            ("called", header.Caller.CalledAe), ("host", header.Caller.Host), ("association", header.Caller.Association), ("now", db.Now),
            ("conflict", conflict ? 1 : 0), ("state", state), ("reasons", WriteReasons(reasons)));
    }

    // As a late instance does, in a run of its own; what was said of the failure is unsaid.
    static void AnalyseAgain(LedgerSession db, long studyId, IReadOnlyList<long> instances)
    {
        Unsay(db, studyId, instances);
        foreach (var instance in instances)
            db.Execute("UPDATE instances SET state = 'received', begun = 0, waits_until = NULL WHERE id = @id", ("id", instance));
        db.Execute(
            """
            UPDATE studies SET due_at = CASE WHEN state = 'assembled' THEN due_at ELSE @now END,
              state = CASE WHEN state = 'assembled' THEN state ELSE 'received' END, attempts = 0, next_attempt_at = NULL
            WHERE id = @id
            """,
            ("now", db.Now), ("id", studyId));
    }

    static void Unsay(LedgerSession db, long studyId, IReadOnlyList<long> instances)
    {
        var unsaid = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instance in instances)
        {
            unsaid.UnionWith(ReadReasons((string)db.Scalar("SELECT reasons FROM instances WHERE id = @id", ("id", instance))!));
            db.Execute("UPDATE instances SET reasons = '[]' WHERE id = @id", ("id", instance));
        }

        var reasons = ReadReasons((string)db.Scalar("SELECT reasons FROM studies WHERE id = @id", ("id", studyId))!);
        db.Execute("UPDATE studies SET reasons = @reasons WHERE id = @id", ("reasons", WriteReasons(reasons.Except(unsaid))),
            ("id", studyId));
    }
}
