using System.Text.Json;
using Acsa.Reporting;

namespace Acsa.Worker.Ledger;

// For the console: what is shown, and what a person may ask for.
sealed partial class SqlLedger
{
    // An instance that was analysed again has the findings of each analysis; those of one analysis bear one time.
    const string Latest = "f.at = (SELECT max(n.at) FROM findings n WHERE n.instance_id = f.instance_id)";

    /// <summary>Files and findings of a study; null when it is unknown.</summary>
    public Task<StudyFiles?> FilesAsync(string studyUid, CancellationToken stop) => _engine.ReadAsync(db =>
        db.Number("SELECT id FROM studies WHERE study_uid = @uid", ("uid", studyUid)) is { } id ? new StudyFiles(
            db.Query(
                "SELECT sop_instance_uid, file, removed_at FROM instances WHERE study_id = @id ORDER BY id",
                row => new HeldFile(row.GetString(0), row.GetString(0), "", row.GetString(1), row.IsDBNull(2)), ("id", id)),
            db.Query(
                """
                SELECT i.sop_instance_uid, r.sop_instance_uid, r.kind, r.file, r.removed_at
                FROM results r JOIN instances i ON i.id = r.instance_id WHERE r.study_id = @id ORDER BY r.id
                """,
                row => new HeldFile(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4)), ("id", id)),
            db.Query(
                $"""
                SELECT i.sop_instance_uid, f.at, f.entry FROM findings f JOIN instances i ON i.id = f.instance_id
                WHERE f.study_id = @id AND {Latest} ORDER BY f.id
                """,
                row => (row.GetString(0), LedgerTime.Read(row.GetString(1)), row.GetString(2)), ("id", id))) : null, stop);

    /// <summary>The edits of one study, the oldest first, as JSON of <see cref="Reader.EditEntry"/>.</summary>
    public Task<IReadOnlyList<string>> StudyEditsAsync(string studyUid, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<string>>(db => db.Query(
            "SELECT e.entry FROM edits e JOIN studies s ON s.id = e.study_id WHERE s.study_uid = @uid ORDER BY e.id",
            row => row.GetString(0), ("uid", studyUid)), stop);

    /// <summary>The last findings of all scanners, the newest first.</summary>
    public Task<IReadOnlyList<ScannerFinding>> ScannerFindingsAsync(DateTimeOffset since, int limit, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<ScannerFinding>>(db => db.Query(
            $"""
            SELECT i.calling_ae, f.at, f.entry FROM findings f JOIN instances i ON i.id = f.instance_id
            WHERE f.at >= @since AND {Latest} ORDER BY f.id DESC LIMIT @limit
            """,
            row => new ScannerFinding(row.GetString(0), LedgerTime.Read(row.GetString(1)), row.GetString(2)),
            ("since", LedgerTime.Write(since)), ("limit", limit)), stop);

    /// <summary>Sends all results of a study that stand, and whose files are still held, to destinations once more, what they hold included, and
    /// what they were never sent; returns how many deliveries that is.</summary>
    public async Task<int> SendAgainAsync(string studyUid, IReadOnlyList<OutboxRoute> routes, CancellationToken stop)
    {
        var count = await _engine.WriteAsync(db => SendAgain(db, studyUid, routes), stop);
        if (count > 0) Announce();
        return count;
    }

    static int SendAgain(LedgerSession db, string studyUid, IReadOnlyList<OutboxRoute> routes)
    {
        if (db.Number("SELECT id FROM studies WHERE study_uid = @uid", ("uid", studyUid)) is not { } id) return 0;
        LockStudy(db, id);
        var held = db.Query(
            """
            SELECT id, kind, recipients, instance_id, of_study FROM results
            WHERE study_id = @id AND removed_at IS NULL AND superseded_at IS NULL ORDER BY id
            """,
            row => (Id: row.GetInt64(0), Kind: Delivery.ResultNames.Parse(row.GetString(1)),
                Recipients: row.IsDBNull(2) ? null : JsonSerializer.Deserialize<string[]>(row.GetString(2)), About: (row.GetInt64(3), row.GetInt64(4))), ("id", id));
        var sent = 0;
        foreach (var (result, to) in routes.SelectMany(to => held.Where(result => to.Send.Contains(result.Kind)).GroupBy(result => (result.About, result.Kind))
            .SelectMany(same => For(to, [.. same])).Select(result => (result, to))))
        {
            sent += db.Execute(
                """
                INSERT INTO outbox (result_id, study_id, destination, state, next_attempt_at) VALUES (@result, @id, @to, 'pending', @now)
                ON CONFLICT (result_id, destination) DO UPDATE SET state = 'pending', attempts = 0, next_attempt_at = @now,
                  settled_at = NULL, reason = NULL, commitment_id = NULL, commit_attempts = 0, commit_at = NULL
                WHERE outbox.state <> 'pending'
                """, ("result", result), ("id", id), ("to", to.Destination), ("now", db.Now));
        }

        if (sent == 0) return 0;
        Note(db, EventKind.SentAgain, id);
        RefreshDeliveryState(db, id);
        return sent;

        // What was written for some alone is theirs; another one gets what names the least of what it never had, and nobody else's note.
        static IEnumerable<long> For(OutboxRoute to, IReadOnlyList<(long Id, ResultKind Kind, string[]? Recipients, (long, long) About)> same)
        {
            var own = same.Where(result => to.Sends(result.Kind, result.Recipients)).Select(result => result.Id).ToList();
            return own.Count > 0 || same[0].Kind == ResultKind.RejectionNote ? own : [same[^1].Id];
        }
    }
}
