namespace Acsa.Worker.Ledger;

// For whoever asks: status and show.
sealed partial class SqliteLedger
{
    const int RowsShown = 20;

    /// <summary>The state of the node: counts, and the last studies and findings.</summary>
    public Task<LedgerReport> ReportAsync(CancellationToken stop) => ReadAsync(() => new LedgerReport(
        _connection.Query("SELECT state, count(*) FROM studies GROUP BY state ORDER BY state", row => (row.GetString(0), row.GetInt64(1)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2),
        Studies(),
        _connection.Query(
            $"""
            SELECT s.study_uid, f.status, f.at, f.entry FROM findings f JOIN studies s ON s.id = f.study_id
            ORDER BY f.id DESC LIMIT {RowsShown}
            """,
            row => new FindingRow(row.GetString(0), row.GetString(1), LedgerTime.Read(row.GetString(2)), row.GetString(3))),
        Destinations(),
        _connection.Query(
            $"""
            SELECT o.destination, s.study_uid, r.kind, o.reason
            FROM outbox o JOIN results r ON r.id = o.result_id JOIN studies s ON s.id = o.study_id
            WHERE o.state = 'parked' ORDER BY o.id DESC LIMIT {RowsShown}
            """,
            row => new ParkedRow(row.GetString(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3) ?? "")),
        Count("instances"), Count("instances WHERE study_id IS NULL"), Count("instances WHERE conflict = 1")), stop);

    /// <summary>The way of a study, or of one instance or result, as recorded; empty when the UID is unknown.</summary>
    public Task<IReadOnlyList<EventRow>> EventsAsync(string uid, CancellationToken stop) =>
        ReadAsync<IReadOnlyList<EventRow>>(() => _connection.Query(
        """
        SELECT e.at, e.kind, i.sop_instance_uid, r.sop_instance_uid, e.destination, e.detail
        FROM events e
          LEFT JOIN studies s ON s.id = e.study_id
          LEFT JOIN instances i ON i.id = e.instance_id
          LEFT JOIN results r ON r.id = e.result_id
        WHERE s.study_uid = @uid OR i.sop_instance_uid = @uid OR r.sop_instance_uid = @uid ORDER BY e.id
        """,
        row => new EventRow(LedgerTime.Read(row.GetString(0)), row.GetString(1), TextOrNull(row, 2), TextOrNull(row, 3),
            TextOrNull(row, 4), TextOrNull(row, 5)),
        ("uid", uid)), stop);

    /// <summary>What became of the named studies; those that the ledger does not know are left out.</summary>
    public Task<IReadOnlyList<StudySummary>> StudiesAsync(IReadOnlyCollection<string> studyUids, CancellationToken stop) =>
        ReadAsync<IReadOnlyList<StudySummary>>(
        () => [.. studyUids.Select(Summary).OfType<StudySummary>()], stop);

    StudySummary? Summary(string studyUid) => _connection.Query(
        "SELECT id, state, reasons FROM studies WHERE study_uid = @uid",
        row => (Id: row.GetInt64(0), State: row.GetString(1), Reasons: row.GetString(2)), ("uid", studyUid)) is [var study]
        ? new(
            studyUid, study.State, ReadReasons(study.Reasons),
            _connection.Query("SELECT entry FROM findings WHERE study_id = @id ORDER BY id", row => row.GetString(0), ("id", study.Id)),
            _connection.Query(
                """
                SELECT DISTINCT r.file FROM results r JOIN outbox o ON o.result_id = r.id
                WHERE r.study_id = @id AND o.state IN ('delivered', 'committed')
                """,
                row => row.GetString(0), ("id", study.Id)),
            Seconds(study.Id))
        : null;

    double? Seconds(long studyId) => _connection.Query(
        "SELECT min(CASE kind WHEN 'claimed' THEN at END), max(CASE kind WHEN 'delivered' THEN at END) FROM events WHERE study_id = @id",
        row => (Start: TextOrNull(row, 0), End: TextOrNull(row, 1)), ("id", studyId)) is [{ Start: { } start, End: { } end }]
        ? (LedgerTime.Read(end) - LedgerTime.Read(start)).TotalSeconds
        : null;

    /// <summary>Puts what is parked of a study back to work; returns how many pieces of work that is.</summary>
    public async Task<int> RetryAsync(string studyUid, CancellationToken stop)
    {
        var count = await RunAsync(() => Retry(studyUid), stop);
        Announce();
        return count;
    }

    int Retry(string studyUid)
    {
        if ((long?)_connection.Scalar("SELECT id FROM studies WHERE study_uid = @uid", ("uid", studyUid)) is not { } id) return 0;
        var deliveries = _connection.Execute(
            """
            UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_at = @now, settled_at = NULL
            WHERE study_id = @id AND state = 'parked'
            """,
            ("now", Now), ("id", id));
        // A study parked by its analysis still has instances that were claimed and not finished.
        var analyses = _connection.Execute(
            """
            UPDATE studies SET state = 'assembled', attempts = 0, next_attempt_at = NULL
            WHERE id = @id AND state = 'parked' AND EXISTS (SELECT 1 FROM instances WHERE study_id = @id AND state = 'assembled')
            """, ("id", id));
        if (deliveries > 0)
        {
            _connection.Execute("UPDATE destinations SET next_attempt_at = NULL, failures = 0");
            RefreshDeliveryState(id);
        }

        if (deliveries + analyses > 0) Note(EventKind.Retried, id);
        return deliveries + analyses;
    }

    List<StudyRow> Studies() => _connection.Query(
        $"""
        SELECT s.id, s.study_uid, s.state, s.outcome, s.reasons, s.last_at, (SELECT count(*) FROM instances i WHERE i.study_id = s.id)
        FROM studies s ORDER BY s.last_at DESC, s.id DESC LIMIT {RowsShown}
        """,
        row => new StudyRow(
            row.GetInt64(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3), AllReasons(row.GetInt64(0), row.GetString(4)),
            LedgerTime.Read(row.GetString(5)), row.GetInt64(6)));

    // What was said of the study, of its findings, and of its deliveries that wait for a person.
    string[] AllReasons(long studyId, string ofStudy) =>
    [
        .. ReadReasons(ofStudy)
            .Concat(_connection.Query(
                "SELECT DISTINCT r.value FROM findings f, json_each(f.entry, '$.reasons') r WHERE f.study_id = @id ORDER BY f.id", row =>
                    row.GetString(0), ("id", studyId)))
            .Concat(_connection.Query(
                "SELECT DISTINCT destination || ': ' || reason FROM outbox WHERE study_id = @id AND state = 'parked'", row =>
                    row.GetString(0), ("id", studyId)))
            .Distinct(),
    ];

    List<DestinationRow> Destinations() => _connection.Query(
        """
        SELECT o.destination, sum(o.state = 'pending'), sum(o.state IN ('delivered', 'committed')), sum(o.state = 'parked'),
          d.next_attempt_at, d.reason
        FROM outbox o LEFT JOIN destinations d ON d.name = o.destination GROUP BY o.destination ORDER BY o.destination
        """,
        row => new DestinationRow(
            row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), TextOrNull(row, 4) is { } at ? LedgerTime.Read(at) : null,
            TextOrNull(row, 5)));

    long Count(string of) => (long)_connection.Scalar($"SELECT count(*) FROM {of}")!;
}
