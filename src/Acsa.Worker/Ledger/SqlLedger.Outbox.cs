using Acsa.Worker.Delivery;

namespace Acsa.Worker.Ledger;

// Delivery's side: leases on result × destination, and each destination's own clock.
sealed partial class SqlLedger
{
    public Task<IReadOnlyList<OutboxItem>> ClaimDeliveriesAsync(string destination, string owner, int limit, TimeSpan lease,
        CancellationToken stop) =>
        _engine.WriteAsync<IReadOnlyList<OutboxItem>>(db =>
        {
            var now = db.Now;
            if (db.Scalar(
                "SELECT 1 FROM destinations WHERE name = @to AND (next_attempt_at > @now OR open_since IS NOT NULL)", ("to", destination),
                ("now", now)) is not null) return [];

            var items = db.Query(
                $"""
                SELECT o.id, s.study_uid, r.file, r.sop_instance_uid, r.sop_class_uid, o.attempts, o.ask_first, r.sha256
                FROM outbox o JOIN results r ON r.id = o.result_id JOIN studies s ON s.id = o.study_id
                WHERE o.destination = @to AND o.state = 'pending' AND o.next_attempt_at <= @now
                  AND (o.lease_until IS NULL OR o.lease_until <= @now)
                ORDER BY o.next_attempt_at, o.id LIMIT @limit {db.Sql.SkipLockedIn("o")}
                """,
                row => new OutboxItem(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
                    row.GetInt32(5)) { AskFirst = row.GetInt64(6) != 0, Sha256 = row.GetString(7) },
                ("to", destination), ("now", now), ("limit", limit));
            foreach (var item in items)
            {
                db.Execute(
                    "UPDATE outbox SET lease_owner = @owner, lease_until = @until WHERE id = @id",
                    ("owner", owner), ("until", LedgerTime.Write(db.Time + lease)), ("id", item.Id));
            }

            return items;
        }, stop);

    public async Task SettleAsync(string destination, string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken stop)
    {
        await _engine.WriteAsync(db =>
        {
            var studies = settlements.ToLookup(settlement => db.Number(
                "SELECT study_id FROM outbox WHERE id = @id", ("id", settlement.OutboxId)));
            // In one order on every node, and each study before its rows. A row may be gone whose lease ran out meanwhile.
            foreach (var study in studies.OrderBy(study => study.Key).Where(study => study.Key is not null))
            {
                LockStudy(db, study.Key!.Value);
                foreach (var settlement in study) Settle(db, destination, owner, settlement);
                RefreshDeliveryState(db, study.Key.Value);
            }

            return true;
        }, stop);
        Announce();
    }

    public Task<int> FailuresAsync(string destination, CancellationToken stop) => _engine.ReadAsync(
        db => (int)(db.Number("SELECT failures FROM destinations WHERE name = @to", ("to", destination)) ?? 0), stop);

    public Task SetDestinationAsync(string destination, DestinationClock clock, CancellationToken stop) => _engine.WriteAsync(
        db => db.Execute(
            """
            INSERT INTO destinations (name, failures, next_attempt_at, reason, open_since) VALUES (@to, @failures, @next, @reason, @open)
            ON CONFLICT (name) DO UPDATE SET failures = @failures, next_attempt_at = @next, reason = @reason,
              open_since = CASE WHEN @open IS NULL THEN NULL ELSE coalesce(destinations.open_since, @open) END
            """,
            ("to", destination), ("failures", clock.Failures),
            ("next", clock.NextCall is { } next ? LedgerTime.Write(next) : clock.IsOpen ? db.Now : null), ("reason", Cut(clock.Trouble)),
            ("open", clock.IsOpen ? db.Now : null)), stop);

    public Task<bool> ClaimProbeAsync(string destination, TimeSpan lease, CancellationToken stop) => _engine.WriteAsync(
        db => db.Execute(
            "UPDATE destinations SET next_attempt_at = @until WHERE name = @to AND open_since IS NOT NULL AND next_attempt_at <= @now",
            ("until", LedgerTime.Write(db.Time + lease)), ("to", destination), ("now", db.Now)) == 1, stop);

    public Task<DateTimeOffset?> NextDeliveryAsync(string destination, CancellationToken stop) => _engine.ReadAsync(
        db => db.Scalar(
            $"""
            SELECT {db.Sql.Greatest}(coalesce((SELECT next_attempt_at FROM destinations WHERE name = @to), ''), due)
            FROM (SELECT min({db.Sql.Greatest}(next_attempt_at, coalesce(lease_until, ''))) AS due
                  FROM outbox WHERE destination = @to AND state = 'pending') waiting
            WHERE due IS NOT NULL
            """, ("to", destination)) is string text ? LedgerTime.Read(text) : (DateTimeOffset?)null, stop);

    static void Settle(LedgerSession db, string destination, string owner, OutboxSettlement settlement)
    {
        if (db.Query(
            $"SELECT study_id, result_id, lease_owner, state FROM outbox WHERE id = @id {db.Sql.ForUpdate}",
            row => (Study: row.GetInt64(0), Result: row.GetInt64(1), Owner: TextOrNull(row, 2), State: row.GetString(3)),
            ("id", settlement.OutboxId)) is not [var row]) return;
        // What the destination holds it holds, whoever sent it; anything else is the present owner's to say.
        if (row.State != OutboxState.Pending || (settlement.Answer != StoreAnswer.Stored && row.Owner != owner)) return;

        db.Execute(
            """
            UPDATE outbox SET
              state = @state, attempts = attempts + @counts, next_attempt_at = coalesce(@next, next_attempt_at), reason = @reason,
              settled_at = @settled, lease_owner = NULL, lease_until = NULL, seen_at = NULL,
              ask_first = CASE WHEN @state = 'pending' THEN ask_first ELSE 0 END
            WHERE id = @id
            """,
            ("state", settlement.Answer switch
            {
                StoreAnswer.Stored => OutboxState.Delivered,
                StoreAnswer.Park => OutboxState.Parked,
                _ => OutboxState.Pending,
            }),
            ("counts", settlement.CountsAsAttempt ? 1 : 0), ("next", settlement.NextAttempt is { } next ? LedgerTime.Write(next) : null),
            ("reason", Cut(settlement.Reason)), ("settled", settlement.Answer == StoreAnswer.Retry ? null : db.Now),
            ("id", settlement.OutboxId));
        // As what retention has removed: an analysis that gives it again writes it anew.
        if (settlement.FileIsLost)
            db.Execute("UPDATE results SET removed_at = @now WHERE id = @id AND removed_at IS NULL", ("now", db.Now), ("id", row.Result));
        if (settlement is { Answer: StoreAnswer.Retry, CountsAsAttempt: false }) return; // It was not its turn.
        var kind = settlement.Answer switch
        {
            StoreAnswer.Stored => EventKind.Delivered,
            StoreAnswer.Park => EventKind.Parked,
            _ => EventKind.Attempt,
        };
        Note(db, kind, row.Study, result: row.Result, destination: destination, detail: settlement.Reason);
    }

    // A study is delivered when nothing of it waits, and committed when each of its archives has committed to it; one parked result parks
    // it, since a person has to look; so does a report on it that could not be written.
    static void RefreshDeliveryState(LedgerSession db, long studyId)
    {
        var counts = db.Query("SELECT state, count(*) FROM outbox WHERE study_id = @id GROUP BY state", row =>
            (row.GetString(0), row.GetInt64(1)), ("id", studyId))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var state = counts.ContainsKey(OutboxState.Pending) ? StudyState.Analysed
            : counts.ContainsKey(OutboxState.Parked) || HasUnwrittenReport(db, studyId) ? StudyState.Parked
            : counts.ContainsKey(OutboxState.Delivered) ? StudyState.Delivered
            : counts.ContainsKey(OutboxState.Committed) ? StudyState.Committed
            : null;
        if (state is null) return;
        db.Execute(
            """
            UPDATE studies SET state = @state
            WHERE id = @id AND state IN ('analysed', 'delivered', 'committed', 'parked') AND lease_owner IS NULL
              AND NOT EXISTS (SELECT 1 FROM instances i WHERE i.study_id = studies.id AND i.state = 'assembled')
            """, ("state", state), ("id", studyId));
    }
}
