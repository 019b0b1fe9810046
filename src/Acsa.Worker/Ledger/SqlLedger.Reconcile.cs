using Acsa.Worker.Reconciliation;

namespace Acsa.Worker.Ledger;

// What destinations have taken, beside what they are found to hold.
sealed partial class SqlLedger
{
    public Task<IReadOnlyList<UnseenResult>> UnseenAsync(
        string destination, bool committed, DateTimeOffset before, int studies, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<UnseenResult>>(db => db.Query(
            """
            SELECT s.study_uid, r.sop_instance_uid
            FROM outbox o JOIN results r ON r.id = o.result_id JOIN studies s ON s.id = o.study_id
            WHERE o.destination = @to AND (o.state = 'committed' OR (o.state = 'delivered' AND @committed = 0)) AND o.seen_at IS NULL
              AND o.settled_at <= @before AND r.superseded_at IS NULL -- a destination may hide, or have deleted, what was replaced
              AND o.study_id IN (
                SELECT u.study_id FROM outbox u JOIN results x ON x.id = u.result_id
                WHERE u.destination = @to AND (u.state = 'committed' OR (u.state = 'delivered' AND @committed = 0))
                  AND u.seen_at IS NULL AND u.settled_at <= @before AND x.superseded_at IS NULL
                GROUP BY u.study_id ORDER BY min(u.settled_at), u.study_id LIMIT @studies)
            ORDER BY o.id
            """,
            row => new UnseenResult(row.GetString(0), row.GetString(1)),
            ("to", destination), ("committed", committed ? 1 : 0), ("before", LedgerTime.Write(before)), ("studies", studies)), stop);

    public Task SeenAsync(string destination, IReadOnlyCollection<string> sopInstanceUids, CancellationToken stop) =>
        _engine.WriteAsync(db => sopInstanceUids.Order(StringComparer.Ordinal).Sum(uid => db.Execute(
            """
            UPDATE outbox SET seen_at = @now
            WHERE destination = @to AND result_id = (SELECT id FROM results WHERE sop_instance_uid = @uid)
              AND state IN ('delivered', 'committed')
            """,
            ("now", db.Now), ("to", destination), ("uid", uid))), stop);

    public async Task<LostCount> LostAsync(
        string destination, IReadOnlyCollection<string> sopInstanceUids, int resends, CancellationToken stop)
    {
        var count = await _engine.WriteAsync(db => Lose(db, destination, sopInstanceUids, resends), stop);
        Announce();
        return count;
    }

    static LostCount Lose(LedgerSession db, string destination, IEnumerable<string> sopInstanceUids, int resends)
    {
        var rows = sopInstanceUids.SelectMany(uid => db.Query(
            """
            SELECT o.study_id, o.id, r.id, o.lost, r.removed_at FROM results r JOIN outbox o ON o.result_id = r.id
            WHERE r.sop_instance_uid = @uid AND o.destination = @to AND o.state IN ('delivered', 'committed')
              AND r.superseded_at IS NULL -- it may have been replaced, and hidden, since the archive was asked
            """,
            row => (Study: row.GetInt64(0), Outbox: row.GetInt64(1), Result: row.GetInt64(2), Lost: row.GetInt64(3),
                IsKept: row.IsDBNull(4)),
            ("uid", uid), ("to", destination))).ToLookup(row => row.Study);
        var (resent, parked) = (0, 0);
        foreach (var study in rows.OrderBy(study => study.Key))
        {
            LockStudy(db, study.Key);
            foreach (var row in study)
            {
                var again = row.Lost < resends && row.IsKept;
                var reason = again ? null : row.IsKept ? "the destination had taken it and is found not to hold it"
                    : "the destination had taken it and is found not to hold it; the result's file is no longer kept";
                db.Execute(
                    """
                    UPDATE outbox SET state = @state, reason = @reason, attempts = 0, next_attempt_at = @now, lost = lost + 1,
                      settled_at = CASE WHEN @state = 'pending' THEN NULL ELSE settled_at END,
                      commitment_id = NULL, commit_attempts = 0, commit_at = NULL
                    WHERE id = @id
                    """,
                    ("state", again ? OutboxState.Pending : OutboxState.Parked), ("reason", reason), ("now", db.Now), ("id", row.Outbox));
                Note(db, EventKind.Missing, study.Key, result: row.Result, destination: destination, detail: reason);
                (resent, parked) = again ? (resent + 1, parked) : (resent, parked + 1);
            }

            RefreshDeliveryState(db, study.Key);
        }

        return new(resent, parked);
    }
}
