using Acsa.DicomScp;

namespace Acsa.Worker.Ledger;

// The spool's side: one row per distinct instance, its study woken.
sealed partial class SqliteLedger
{
    const string ConflictReason = "Two different objects arrived under one SOP Instance UID; both are kept, the first is analysed.";

    public async Task<StoreVerdict> RecordAsync(SpooledInstance instance, bool adopted, CancellationToken stop)
    {
        var verdict = await RunAsync(() => Record(instance, adopted), stop);
        if (verdict != StoreVerdict.AlreadyHeld) Announce();
        return verdict;
    }

    public Task<string?> FileOfAsync(string sopInstanceUid, string sha256, CancellationToken stop) => ReadAsync(
        () => _connection.Query(
            "SELECT file FROM instances WHERE sop_instance_uid = @uid AND sha256 = @sha", row => row.GetString(0),
            ("uid", sopInstanceUid), ("sha", sha256)).FirstOrDefault(), stop);

    public Task<IReadOnlySet<string>> SpoolFilesAsync(CancellationToken stop) => ReadAsync<IReadOnlySet<string>>(
        () => _connection.Query("SELECT file FROM instances", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal), stop);

    StoreVerdict Record(SpooledInstance instance, bool adopted)
    {
        var held = _connection.Query(
            "SELECT id, sha256, study_id FROM instances WHERE sop_instance_uid = @uid",
            row => (Id: row.GetInt64(0), Sha256: row.GetString(1), Study: row.IsDBNull(2) ? (long?)null : row.GetInt64(2)),
            ("uid", instance.Header.SopInstanceUid));
        if (held.FirstOrDefault(h => h.Sha256 == instance.Sha256) is { Id: > 0 } same)
        {
            Note(EventKind.ReceivedAgain, same.Study, same.Id, detail: instance.Header.Caller.CallingAe);
            return StoreVerdict.AlreadyHeld;
        }

        var conflict = held.Count > 0;
        var studyId = instance.StudyUid is { } uid ? WakeStudy(uid, hasWork: !conflict) : (long?)null;
        var reasons = instance.Unreadable is { } reason ? [reason] : conflict ? new[] { ConflictReason } : [];
        var id = Insert(instance, studyId, conflict, reasons);
        Note(adopted ? EventKind.Adopted : EventKind.Received, studyId, id, detail: instance.Header.Caller.CallingAe);
        if (conflict)
        {
            _connection.Execute("UPDATE instances SET conflict = 1 WHERE sop_instance_uid = @uid", ("uid", instance.Header.SopInstanceUid));
            Note(EventKind.Conflict, studyId, id);
            foreach (var study in held.Select(h => h.Study).Append(studyId).OfType<long>().Distinct()) AddStudyReasons(study,
                [ConflictReason]);
        }

        return conflict ? StoreVerdict.Conflict : StoreVerdict.Stored;
    }

    long Insert(SpooledInstance instance, long? studyId, bool conflict, string[] reasons)
    {
        // What cannot be read, and the second of two that share a UID, is kept but not analysed: results are named after the UID.
        var state = instance.Unreadable is not null || studyId is null ? StudyState.Failed : conflict ? StudyState.Parked
            : StudyState.Received;
        var header = instance.Header;
        return _connection.Insert(
            """
            INSERT INTO instances (study_id, sop_instance_uid, sop_class_uid, transfer_syntax_uid, file, bytes, sha256,
                                   calling_ae, called_ae, host, association, received_at, conflict, state, reasons)
            VALUES (@study, @uid, @class, @syntax, @file, @bytes, @sha,
                    @calling, @called, @host, @association, @now, @conflict, @state, @reasons)
            """,
            ("study", studyId), ("uid", header.SopInstanceUid), ("class", header.SopClassUid), ("syntax", header.TransferSyntaxUid),
            ("file", instance.File), ("bytes", instance.Bytes), ("sha", instance.Sha256), ("calling", header.Caller.CallingAe),
            ("called", header.Caller.CalledAe), ("host", header.Caller.Host), ("association", header.Caller.Association), ("now", Now),
            ("conflict", conflict ? 1 : 0), ("state", state), ("reasons", WriteReasons(reasons)));
    }

    long WakeStudy(string uid, bool hasWork)
    {
        var now = _time.GetUtcNow();
        (string, object?)[] values = [("uid", uid), ("now", LedgerTime.Write(now)), ("due", LedgerTime.Write(now + _quiet)),
            ("work", hasWork ? 1 : 0)];
        // A study that is being analysed stays so; its end finds the late instance and puts it back to received.
        return (long)_connection.Scalar(
            """
            INSERT INTO studies (study_uid, state, first_at, last_at, due_at) VALUES (@uid, 'received', @now, @now, @due)
            ON CONFLICT (study_uid) DO UPDATE SET last_at = @now, due_at = @due,
              state = CASE WHEN @work = 0 OR state = 'assembled' THEN state ELSE 'received' END,
              attempts = CASE WHEN state = 'assembled' THEN attempts ELSE 0 END,
              next_attempt_at = NULL
            RETURNING id
            """, values)!;
    }
}
