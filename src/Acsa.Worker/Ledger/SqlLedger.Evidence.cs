namespace Acsa.Worker.Ledger;

// For whoever has to prove something: the way of each instance, and what a destination ought to hold.
sealed partial class SqlLedger
{
    /// <summary>What is known of the study that a UID names, or that the instance or result of that UID belongs to; null when
    /// nothing is.</summary>
    public Task<StudyEvidence?> EvidenceAsync(string uid, CancellationToken stop) => _engine.ReadAsync(db =>
        db.Number(
            """
            SELECT id FROM studies WHERE study_uid = @uid
            UNION SELECT study_id FROM instances WHERE sop_instance_uid = @uid AND study_id IS NOT NULL
            UNION SELECT study_id FROM results WHERE sop_instance_uid = @uid LIMIT 1
            """, ("uid", uid)) is { } id ? Evidence(db, id) : null, stop);

    /// <summary>Studies, the last received first.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="since">Only those that got an instance since; null for all.</param>
    public Task<IReadOnlyList<StudyRow>> StudiesAsync(string? state, DateTimeOffset? since, int limit, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<StudyRow>>(db => db.Query(
            """
            SELECT s.id, s.study_uid, s.state, s.outcome, s.reasons, s.last_at,
              (SELECT count(*) FROM instances i WHERE i.study_id = s.id), s.report_failure
            FROM studies s WHERE (@state = '' OR s.state = @state) AND s.last_at >= @since ORDER BY s.last_at DESC, s.id DESC LIMIT @limit
            """,
            row => new StudyRow(row.GetInt64(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3), StudyReasons(row, 4, 7),
                LedgerTime.Read(row.GetString(5)), row.GetInt64(6)),
            ("state", state ?? ""), ("since", since is { } from ? LedgerTime.Write(from) : ""), ("limit", limit)), stop);

    /// <summary>All results of one study, or of all that got an instance since, with what became of them at a destination.</summary>
    public Task<IReadOnlyList<KnownResult>> KnownResultsAsync(string destination, string? studyUid, DateTimeOffset? since,
        CancellationToken stop) => _engine.ReadAsync<IReadOnlyList<KnownResult>>(db => db.Query(
            """
            SELECT s.study_uid, r.sop_instance_uid, r.kind, o.state, r.superseded_at
            FROM results r JOIN studies s ON s.id = r.study_id LEFT JOIN outbox o ON o.result_id = r.id AND o.destination = @to
            WHERE (@uid = '' OR s.study_uid = @uid) AND s.last_at >= @since ORDER BY r.id
            """,
            row => new KnownResult(row.GetString(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3))
                { IsSuperseded = !row.IsDBNull(4) },
            ("to", destination), ("uid", studyUid ?? ""), ("since", since is { } from ? LedgerTime.Write(from) : "")), stop);

    /// <summary>Puts results that a destination had taken and lacks back into its outbox, except those whose files retention
    /// has removed; returns how many that were.</summary>
    public async Task<int> ResendAsync(string destination, IReadOnlyCollection<string> sopInstanceUids, CancellationToken stop)
    {
        var count = await _engine.WriteAsync(db => Resend(db, destination, sopInstanceUids), stop);
        if (count > 0) Announce();
        return count;
    }

    static int Resend(LedgerSession db, string destination, IReadOnlyCollection<string> sopInstanceUids)
    {
        var rows = sopInstanceUids.SelectMany(uid => db.Query(
            "SELECT id, study_id FROM results WHERE sop_instance_uid = @uid AND removed_at IS NULL AND superseded_at IS NULL",
            row => (Result: row.GetInt64(0), Study: row.GetInt64(1)),
            ("uid", uid))).ToLookup(row => row.Study, row => row.Result);
        var count = 0;
        foreach (var study in rows.OrderBy(study => study.Key))
        {
            LockStudy(db, study.Key);
            foreach (var result in study)
            {
                var back = db.Execute(
                    """
                    UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_at = @now, settled_at = NULL, reason = NULL,
                      commitment_id = NULL, commit_attempts = 0, commit_at = NULL
                    WHERE result_id = @result AND destination = @to AND state IN ('delivered', 'committed')
                    """, ("now", db.Now), ("result", result), ("to", destination));
                if (back > 0) Note(db, EventKind.Missing, study.Key, result: result, destination: destination);
                count += back;
            }

            RefreshDeliveryState(db, study.Key);
        }

        return count;
    }

    static StudyEvidence Evidence(LedgerSession db, long id)
    {
        var analysed = Times(db, id, "instance_id", EventKind.Analysed, EventKind.NotAnalysed);
        var stored = Times(db, id, "result_id", EventKind.Delivered);
        var committed = Times(db, id, "result_id", EventKind.Committed);
        var results = db.Query(
            """
            SELECT r.instance_id, r.kind, r.sop_instance_uid, r.created_at, o.destination, o.state, o.attempts, o.reason, r.id, r.superseded_at
            FROM results r LEFT JOIN outbox o ON o.result_id = r.id WHERE r.study_id = @id ORDER BY r.id, o.id
            """,
            row => (Instance: row.GetInt64(0), Result: new ResultEvidence(
                row.GetString(1), row.GetString(2), LedgerTime.Read(row.GetString(3)), TextOrNull(row, 4), TextOrNull(row, 5),
                row.IsDBNull(6) ? 0 : row.GetInt64(6), At(stored, row.GetInt64(8), TextOrNull(row, 4)),
                At(committed, row.GetInt64(8), TextOrNull(row, 4)), TextOrNull(row, 7)) { Stands = row.IsDBNull(9) }),
            ("id", id)).ToLookup(row => row.Instance, row => row.Result);
        var instances = db.Query(
            """
            SELECT id, sop_instance_uid, sop_class_uid, calling_ae, host, association, bytes, sha256, received_at, state, conflict, reasons
            FROM instances WHERE study_id = @id ORDER BY id
            """,
            row => new InstanceEvidence(
                row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetString(7),
                LedgerTime.Read(row.GetString(8)), At(analysed, row.GetInt64(0), null), row.GetString(9), row.GetInt64(10) != 0,
                ReadReasons(row.GetString(11)), [.. results[row.GetInt64(0)]]),
            ("id", id));
        return db.Query(
            "SELECT study_uid, state, outcome, reasons, first_at, last_at, due_at, run, report_failure FROM studies WHERE id = @id",
            row => new StudyEvidence(row.GetString(0), row.GetString(1), TextOrNull(row, 2), StudyReasons(row, 3, 8),
                LedgerTime.Read(row.GetString(4)), LedgerTime.Read(row.GetString(5)), LedgerTime.Read(row.GetString(6)), row.GetInt64(7),
                instances), ("id", id)).Single();
    }

    // The last time of each kind of event by what it is about and where.
    static Dictionary<(long Of, string? Destination), DateTimeOffset> Times(LedgerSession db, long study, string of, string kind,
        string? otherKind = null) => db.Query(
        $"""
        SELECT {of}, destination, max(at) FROM events
        WHERE study_id = @id AND {of} IS NOT NULL AND (kind = @kind OR kind = @other) GROUP BY {of}, destination
        """,
        row => (Key: (row.GetInt64(0), TextOrNull(row, 1)), At: LedgerTime.Read(row.GetString(2))),
        ("id", study), ("kind", kind), ("other", otherKind ?? kind)).ToDictionary(row => row.Key, row => row.At);

    static DateTimeOffset? At(Dictionary<(long Of, string? Destination), DateTimeOffset> times, long of, string? destination) =>
        times.TryGetValue((of, destination), out var at) ? at : null;
}
