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
            $"SELECT s.study_uid, f.status, f.at, f.entry FROM findings f JOIN studies s ON s.id = f.study_id ORDER BY f.id DESC LIMIT {RowsShown}",
            row => new FindingRow(row.GetString(0), row.GetString(1), LedgerTime.Read(row.GetString(2)), row.GetString(3))),
        Destinations(),
        _connection.Query(
            $"""
            SELECT o.destination, s.study_uid, r.kind, o.reason FROM outbox o JOIN results r ON r.id = o.result_id JOIN studies s ON s.id = o.study_id
            WHERE o.state = 'parked' ORDER BY o.id DESC LIMIT {RowsShown}
            """,
            row => new ParkedRow(row.GetString(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3) ?? "")),
        Count("instances"), Count("instances WHERE study_id IS NULL"), Count("instances WHERE conflict = 1")), stop);

    /// <summary>The way of a study, or of one instance or result, as recorded; empty when the UID is unknown.</summary>
    public Task<IReadOnlyList<EventRow>> EventsAsync(string uid, CancellationToken stop) => ReadAsync<IReadOnlyList<EventRow>>(() => _connection.Query(
        """
        SELECT e.at, e.kind, i.sop_instance_uid, r.sop_instance_uid, e.destination, e.detail
        FROM events e LEFT JOIN studies s ON s.id = e.study_id LEFT JOIN instances i ON i.id = e.instance_id LEFT JOIN results r ON r.id = e.result_id
        WHERE s.study_uid = @uid OR i.sop_instance_uid = @uid OR r.sop_instance_uid = @uid ORDER BY e.id
        """,
        row => new EventRow(LedgerTime.Read(row.GetString(0)), row.GetString(1), TextOrNull(row, 2), TextOrNull(row, 3), TextOrNull(row, 4), TextOrNull(row, 5)),
        ("uid", uid)), stop);

    List<StudyRow> Studies() => _connection.Query(
        $"""
        SELECT s.id, s.study_uid, s.state, s.outcome, s.reasons, s.last_at, (SELECT count(*) FROM instances i WHERE i.study_id = s.id)
        FROM studies s ORDER BY s.last_at DESC, s.id DESC LIMIT {RowsShown}
        """,
        row => new StudyRow(
            row.GetInt64(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3), ReadReasons(row.GetString(4)), LedgerTime.Read(row.GetString(5)), row.GetInt64(6)));

    List<DestinationRow> Destinations() => _connection.Query(
        """
        SELECT o.destination, sum(o.state = 'pending'), sum(o.state IN ('delivered', 'committed')), sum(o.state = 'parked'), d.next_attempt_at, d.reason
        FROM outbox o LEFT JOIN destinations d ON d.name = o.destination GROUP BY o.destination ORDER BY o.destination
        """,
        row => new DestinationRow(
            row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), TextOrNull(row, 4) is { } at ? LedgerTime.Read(at) : null, TextOrNull(row, 5)));

    long Count(string of) => (long)_connection.Scalar($"SELECT count(*) FROM {of}")!;
}
