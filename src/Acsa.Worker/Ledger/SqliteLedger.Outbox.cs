using Acsa.Worker.Delivery;

namespace Acsa.Worker.Ledger;

// Delivery's side: leases on result × destination, and each destination's own clock.
sealed partial class SqliteLedger
{
    public Task<IReadOnlyList<OutboxItem>> ClaimDeliveriesAsync(string destination, string owner, int limit, TimeSpan lease,
        CancellationToken stop) =>
        RunAsync<IReadOnlyList<OutboxItem>>(() =>
        {
            var now = Now;
            if (_connection.Scalar(
                "SELECT 1 FROM destinations WHERE name = @to AND next_attempt_at > @now", ("to", destination),
                ("now", now)) is not null) return [];

            var items = _connection.Query(
                """
                SELECT o.id, s.study_uid, r.file, r.sop_instance_uid, r.sop_class_uid, o.attempts
                FROM outbox o JOIN results r ON r.id = o.result_id JOIN studies s ON s.id = o.study_id
                WHERE o.destination = @to AND o.state = 'pending' AND o.next_attempt_at <= @now
                  AND (o.lease_until IS NULL OR o.lease_until <= @now)
                ORDER BY o.next_attempt_at, o.id LIMIT @limit
                """,
                row => new OutboxItem(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
                    row.GetInt32(5)),
                ("to", destination), ("now", now), ("limit", limit));
            foreach (var item in items)
            {
                _connection.Execute(
                    "UPDATE outbox SET lease_owner = @owner, lease_until = @until WHERE id = @id",
                    ("owner", owner), ("until", LedgerTime.Write(_time.GetUtcNow() + lease)), ("id", item.Id));
            }

            return items;
        }, stop);

    public async Task SettleAsync(string destination, string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken stop)
    {
        await RunAsync(() =>
        {
            foreach (var settlement in settlements) Settle(destination, owner, settlement);
            return true;
        }, stop);
        Announce();
    }

    public Task<int> FailuresAsync(string destination, CancellationToken stop) => ReadAsync(
        () => (int)((long?)_connection.Scalar("SELECT failures FROM destinations WHERE name = @to", ("to", destination)) ?? 0), stop);

    public Task SetDestinationAsync(string destination, DateTimeOffset? nextAttempt, string? reason, CancellationToken stop) => RunAsync(
        () => _connection.Execute(
            """
            INSERT INTO destinations (name, failures, next_attempt_at, reason) VALUES (@to, @failed, @next, @reason)
            ON CONFLICT (name) DO UPDATE SET
              failures = CASE WHEN @failed = 0 THEN 0 ELSE failures + 1 END, next_attempt_at = @next, reason = @reason
            """,
            ("to", destination), ("failed", nextAttempt is null ? 0 : 1), ("next", nextAttempt is { } next ? LedgerTime.Write(next) : null),
            ("reason", Cut(reason))), stop);

    public Task<DateTimeOffset?> NextDeliveryAsync(string destination, CancellationToken stop) => ReadAsync(
        () => _connection.Scalar(
            """
            SELECT max(coalesce((SELECT next_attempt_at FROM destinations WHERE name = @to), ''), due)
            FROM (SELECT min(max(next_attempt_at, coalesce(lease_until, ''))) AS due
                  FROM outbox WHERE destination = @to AND state = 'pending')
            WHERE due IS NOT NULL
            """, ("to", destination)) is string text ? LedgerTime.Read(text) : (DateTimeOffset?)null, stop);

    void Settle(string destination, string owner, OutboxSettlement settlement)
    {
        var row = _connection.Query(
            "SELECT study_id, result_id, lease_owner, state FROM outbox WHERE id = @id",
            row => (Study: row.GetInt64(0), Result: row.GetInt64(1), Owner: TextOrNull(row, 2), State: row.GetString(3)),
            ("id", settlement.OutboxId)).Single();
        // What the destination holds it holds, whoever sent it; anything else is the present owner's to say.
        if (row.State != OutboxState.Pending || (settlement.Answer != StoreAnswer.Stored && row.Owner != owner)) return;

        _connection.Execute(
            """
            UPDATE outbox SET
              state = @state, attempts = attempts + @counts, next_attempt_at = coalesce(@next, next_attempt_at), reason = @reason,
              settled_at = @settled, lease_owner = NULL, lease_until = NULL
            WHERE id = @id
            """,
            ("state", settlement.Answer switch
            {
                StoreAnswer.Stored => OutboxState.Delivered,
                StoreAnswer.Park => OutboxState.Parked,
                _ => OutboxState.Pending,
            }),
            ("counts", settlement.CountsAsAttempt ? 1 : 0), ("next", settlement.NextAttempt is { } next ? LedgerTime.Write(next) : null),
            ("reason", Cut(settlement.Reason)), ("settled", settlement.Answer == StoreAnswer.Retry ? null : Now),
            ("id", settlement.OutboxId));
        var kind = settlement.Answer switch
        {
            StoreAnswer.Stored => EventKind.Delivered,
            StoreAnswer.Park => EventKind.Parked,
            _ => EventKind.Attempt,
        };
        Note(kind, row.Study, result: row.Result, destination: destination, detail: settlement.Reason);
        RefreshDeliveryState(row.Study);
    }

    // A study is delivered when nothing of it waits; one parked result parks it, since a person has to look.
    void RefreshDeliveryState(long studyId)
    {
        var counts = _connection.Query("SELECT state, count(*) FROM outbox WHERE study_id = @id GROUP BY state", row =>
            (row.GetString(0), row.GetInt64(1)), ("id", studyId))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var state = counts.ContainsKey(OutboxState.Pending) ? StudyState.Analysed
            : counts.ContainsKey(OutboxState.Parked) ? StudyState.Parked
            : counts.ContainsKey(OutboxState.Delivered) ? StudyState.Delivered
            : null;
        if (state is null) return;
        _connection.Execute(
            """
            UPDATE studies SET state = @state
            WHERE id = @id AND state IN ('analysed', 'delivered', 'parked') AND lease_owner IS NULL
              AND NOT EXISTS (SELECT 1 FROM instances i WHERE i.study_id = studies.id AND i.state = 'assembled')
            """, ("state", state), ("id", studyId));
    }
}
