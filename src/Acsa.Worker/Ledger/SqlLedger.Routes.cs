namespace Acsa.Worker.Ledger;

// Deliveries whose destination left the configuration: nobody would ever send them, so a person is told.
sealed partial class SqlLedger
{
    const string DestinationGone =
        "The destination is not in the configuration any more. Put it back and restart the node, or send the results from elsewhere.";

    public Task<bool> RenewDeliveriesAsync(string destination, string owner, TimeSpan lease, CancellationToken stop) =>
        _engine.WriteAsync(
            db => db.Execute(
                "UPDATE outbox SET lease_until = @until WHERE destination = @to AND lease_owner = @owner AND state = 'pending'",
                ("until", LedgerTime.Write(db.Time + lease)), ("to", destination), ("owner", owner)) > 0, stop);

    public async Task<IReadOnlyList<RouteChange>> ReviseRoutesAsync(IReadOnlyCollection<string> configured, CancellationToken stop)
    {
        var changes = await _engine.WriteAsync(db => ReviseRoutes(db, configured.ToHashSet(StringComparer.Ordinal)), stop);
        if (changes.Count > 0) Announce();
        return changes;
    }

    static List<RouteChange> ReviseRoutes(LedgerSession db, HashSet<string> configured)
    {
        var rows = db.Query(
            """
            SELECT id, study_id, destination, state FROM outbox
            WHERE state = 'pending' OR (state = 'parked' AND reason = @gone) ORDER BY study_id, id
            """,
            row => (Id: row.GetInt64(0), Study: row.GetInt64(1), To: row.GetString(2), IsParked: row.GetString(3) == OutboxState.Parked),
            ("gone", DestinationGone)).Where(row => row.IsParked == configured.Contains(row.To)).ToList();
        foreach (var study in rows.GroupBy(row => row.Study))
        {
            LockStudy(db, study.Key);
            foreach (var row in study)
            {
                db.Execute(
                    """
                    UPDATE outbox SET state = @state, reason = @reason, settled_at = @settled, next_attempt_at = @now,
                      lease_owner = NULL, lease_until = NULL
                    WHERE id = @id AND state = @before
                    """,
                    ("state", row.IsParked ? OutboxState.Pending : OutboxState.Parked), ("reason", row.IsParked ? null : DestinationGone),
                    ("settled", row.IsParked ? null : db.Now), ("now", db.Now), ("id", row.Id),
                    ("before", row.IsParked ? OutboxState.Parked : OutboxState.Pending));
            }

            foreach (var to in study.Select(row => row.To).Distinct())
                Note(db, configured.Contains(to) ? EventKind.Resumed : EventKind.Parked, study.Key, destination: to,
                    detail: configured.Contains(to) ? null : DestinationGone);
            RefreshDeliveryState(db, study.Key);
        }

        return [.. rows.GroupBy(row => row.To).Select(to => new RouteChange(
            to.Key, to.Count(row => !row.IsParked), to.Count(row => row.IsParked)))];
    }
}
