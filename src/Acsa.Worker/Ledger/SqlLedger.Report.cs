using System.Data.Common;
using System.Text.Json;
using Acsa.Reporting;

namespace Acsa.Worker.Ledger;

// For whoever asks: status and show.
sealed partial class SqlLedger
{
    const int RowsShown = 20;

    /// <summary>The state of the node: counts, and the last studies and findings.</summary>
    public Task<LedgerReport> ReportAsync(CancellationToken stop) => _engine.ReadAsync(db => new LedgerReport(
        db.Query("SELECT state, count(*) FROM studies GROUP BY state ORDER BY state", row => (row.GetString(0), row.GetInt64(1)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2),
        Studies(db),
        db.Query(
            $"""
            SELECT s.study_uid, f.status, f.at, f.entry FROM findings f JOIN studies s ON s.id = f.study_id
            ORDER BY f.id DESC LIMIT {RowsShown}
            """,
            row => new FindingRow(row.GetString(0), row.GetString(1), LedgerTime.Read(row.GetString(2)), row.GetString(3))),
        Destinations(db),
        [.. UnwrittenReports(db), .. db.Query(
            $"""
            SELECT o.destination, s.study_uid, r.kind, o.reason
            FROM outbox o JOIN results r ON r.id = o.result_id JOIN studies s ON s.id = o.study_id
            WHERE o.state = 'parked' ORDER BY o.id DESC LIMIT {RowsShown}
            """,
            row => new ParkedRow(row.GetString(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3) ?? ""))],
        Count(db, "instances"), Count(db, "instances WHERE study_id IS NULL"),
        Count(db, "instances WHERE conflict = 1")), stop);

    /// <summary>The way of a study, or of one instance or result, as recorded; empty when the UID is unknown.</summary>
    public Task<IReadOnlyList<EventRow>> EventsAsync(string uid, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<EventRow>>(db => db.Query(
        """
        SELECT e.at, e.kind, i.sop_instance_uid, r.sop_instance_uid, e.destination, e.detail
        FROM events e
          LEFT JOIN instances i ON i.id = e.instance_id
          LEFT JOIN results r ON r.id = e.result_id
        WHERE e.id IN ( -- by the indices of events: looking through all of them would keep the instances that come in waiting
          SELECT id FROM events WHERE study_id IN (SELECT id FROM studies WHERE study_uid = @uid)
          UNION SELECT id FROM events WHERE instance_id IN (SELECT id FROM instances WHERE sop_instance_uid = @uid)
          UNION SELECT own.id FROM results made JOIN events own ON own.study_id = made.study_id AND own.result_id = made.id
            WHERE made.sop_instance_uid = @uid)
        ORDER BY e.id
        """,
        row => new EventRow(LedgerTime.Read(row.GetString(0)), row.GetString(1), TextOrNull(row, 2), TextOrNull(row, 3),
            TextOrNull(row, 4), TextOrNull(row, 5)),
        ("uid", uid)), stop);

    /// <summary>What became of the named studies; those that the ledger does not know are left out.</summary>
    public Task<IReadOnlyList<StudySummary>> StudiesAsync(IReadOnlyCollection<string> studyUids, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<StudySummary>>(
        db => [.. studyUids.Select(uid => Summary(db, uid)).OfType<StudySummary>()], stop);

    static StudySummary? Summary(LedgerSession db, string studyUid) => db.Query(
        "SELECT id, state, reasons, report_failure FROM studies WHERE study_uid = @uid",
        row => (Id: row.GetInt64(0), State: row.GetString(1), Reasons: StudyReasons(row, 2, 3)), ("uid", studyUid)) is [var study]
        ? new(
            studyUid, study.State, study.Reasons,
            db.Query("SELECT entry FROM findings WHERE study_id = @id ORDER BY id", row => row.GetString(0), ("id", study.Id)),
            db.Query(
                """
                SELECT DISTINCT r.file FROM results r JOIN outbox o ON o.result_id = r.id
                WHERE r.study_id = @id AND o.state IN ('delivered', 'committed')
                """,
                row => row.GetString(0), ("id", study.Id)),
            Seconds(db, study.Id))
        : null;

    static double? Seconds(LedgerSession db, long studyId) => db.Query(
        "SELECT min(CASE kind WHEN 'claimed' THEN at END), max(CASE kind WHEN 'delivered' THEN at END) FROM events WHERE study_id = @id",
        row => (Start: TextOrNull(row, 0), End: TextOrNull(row, 1)), ("id", studyId)) is [{ Start: { } start, End: { } end }]
        ? (LedgerTime.Read(end) - LedgerTime.Read(start)).TotalSeconds
        : null;

    static List<StudyRow> Studies(LedgerSession db)
    {
        var rows = db.Query(
            $"""
            SELECT s.id, s.study_uid, s.state, s.outcome, s.reasons, s.last_at,
              (SELECT count(*) FROM instances i WHERE i.study_id = s.id), s.report_failure
            FROM studies s ORDER BY s.last_at DESC, s.id DESC LIMIT {RowsShown}
            """,
            row => new StudyRow(
                row.GetInt64(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3), StudyReasons(row, 4, 7),
                LedgerTime.Read(row.GetString(5)), row.GetInt64(6)));
        return [.. rows.Select(row => row with { Reasons = AllReasons(db, row.Id, row.Reasons) })];
    }

    // What was said of the study, of its findings, and of its deliveries that wait for a person.
    static string[] AllReasons(LedgerSession db, long studyId, IReadOnlyList<string> ofStudy) =>
    [
        .. ofStudy
            .Concat(db.Query("SELECT entry FROM findings WHERE study_id = @id ORDER BY id", row => row.GetString(0), ("id", studyId))
                .SelectMany(ReasonsOf))
            .Concat(db.Query(
                "SELECT DISTINCT destination || ': ' || reason FROM outbox WHERE study_id = @id AND state = 'parked'",
                row => row.GetString(0), ("id", studyId)))
            .Distinct(),
    ];

    static List<ParkedRow> UnwrittenReports(LedgerSession db) => db.Query(
        $"""
        SELECT study_uid, report_failure FROM studies WHERE report_failure IS NOT NULL ORDER BY last_at DESC, id DESC LIMIT {RowsShown}
        """,
        row => new ParkedRow(null, row.GetString(0), Delivery.ResultNames.Name(ResultKind.StudyReport), row.GetString(1)));

    static string[] ReasonsOf(string entry)
    {
        using var document = JsonDocument.Parse(entry);
        return document.RootElement.TryGetProperty("reasons", out var reasons) ? reasons.Deserialize<string[]>() ?? [] : [];
    }

    static List<DestinationRow> Destinations(LedgerSession db) => db.Query(
        """
        SELECT names.name, count(*) FILTER (WHERE o.state = 'pending'), count(*) FILTER (WHERE o.state IN ('delivered', 'committed')),
          count(*) FILTER (WHERE o.state = 'committed'), count(*) FILTER (WHERE o.state = 'parked'),
          d.next_attempt_at, d.reason, d.open_since, coalesce(d.failures, 0),
          count(*) FILTER (WHERE o.state = 'delivered' AND o.commitment_id IS NOT NULL),
          (SELECT min(c.asked_at) FROM commitments c WHERE c.destination = names.name AND c.state = 'asked'),
          count(*) FILTER (WHERE o.state IN ('delivered', 'committed') AND o.seen_at IS NULL)
        FROM (SELECT destination AS name FROM outbox UNION SELECT name FROM destinations WHERE open_since IS NOT NULL) names
          LEFT JOIN outbox o ON o.destination = names.name LEFT JOIN destinations d ON d.name = names.name
        GROUP BY names.name, d.next_attempt_at, d.reason, d.open_since, d.failures ORDER BY names.name
        """,
        row => new DestinationRow(
            row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), TimeOrNull(row, 5), TextOrNull(row, 6),
            TimeOrNull(row, 7), row.GetInt32(8))
        {
            Asked = row.GetInt64(9), AskedSince = TimeOrNull(row, 10), Unseen = row.GetInt64(11),
        });

    static DateTimeOffset? TimeOrNull(DbDataReader row, int column) => TextOrNull(row, column) is { } at ? LedgerTime.Read(at) : null;

    static long Count(LedgerSession db, string of) => db.Number($"SELECT count(*) FROM {of}")!.Value;
}
