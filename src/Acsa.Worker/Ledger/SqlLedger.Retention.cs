using System.Globalization;
using System.Text.Json;
using Acsa.Worker.Retention;

namespace Acsa.Worker.Ledger;

// What is finished and old.
sealed partial class SqlLedger
{
    // Delivered; or analysed, and nothing of it is to be sent: nothing was found, or a rule keeps it here. Results that have no destination
    // for any other reason wait for a person.
    const string Settled =
        """
        (s.state IN ('delivered', 'committed') OR (s.state = 'analysed' AND NOT EXISTS (
          SELECT 1 FROM results w WHERE w.study_id = s.id AND w.stays = 0 AND w.superseded_at IS NULL AND NOT EXISTS (SELECT 1 FROM outbox v WHERE v.result_id = w.id))
          AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.study_id = s.id AND p.state NOT IN ('delivered', 'committed'))))
        """;

    public Task<IReadOnlyList<KeptFile>> FinishedInstancesAsync(
        DateTimeOffset since, FinishRule rule, int limit, CancellationToken stop) =>
        // An instance that failed, or that shares its UID with another, waits for a person.
        FinishedAsync(
            "SELECT i.id, i.file FROM instances i JOIN studies s ON s.id = i.study_id",
            "i.removed_at IS NULL AND i.state = 'analysed' AND i.conflict = 0 AND i.waits_until IS NULL", "i.id", since, rule, limit, stop);

    public Task<IReadOnlyList<KeptFile>> FinishedResultsAsync(
        DateTimeOffset since, FinishRule rule, int limit, CancellationToken stop) =>
        FinishedAsync(
            "SELECT r.id, r.file FROM results r JOIN studies s ON s.id = r.study_id", "r.removed_at IS NULL", "r.id", since, rule, limit,
            stop);

    public Task RemovedAsync(IReadOnlyList<KeptFile> files, bool results, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        var text = results ? "UPDATE results SET removed_at = @now WHERE id = @id"
            : "UPDATE instances SET removed_at = @now WHERE id = @id";
        foreach (var file in files) db.Execute(text, ("now", db.Now), ("id", file.Id));
        return files.Count;
    }, stop);

    public Task<int> ForgetAsync(DateTimeOffset since, int limit, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        var old = db.Query(
            $"""
            SELECT id FROM studies s WHERE {Settled} AND lease_owner IS NULL AND last_at <= @since
              AND NOT EXISTS (SELECT 1 FROM instances i WHERE i.study_id = s.id AND i.removed_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM results r WHERE r.study_id = s.id AND r.removed_at IS NULL)
            ORDER BY id LIMIT @limit {db.Sql.SkipLocked}
            """, row => row.GetInt64(0), ("since", LedgerTime.Write(since)), ("limit", limit));
        foreach (var study in old)
        {
            Summarise(db, study);
            foreach (var table in new[] { "events", "outbox", "results", "findings", "instances", "open_associations" })
                db.Execute($"DELETE FROM {table} WHERE study_id = @id", ("id", study));
            db.Execute("DELETE FROM studies WHERE id = @id", ("id", study));
        }

        db.Execute("DELETE FROM commitments WHERE state <> 'asked' AND deadline_at <= @since", ("since", LedgerTime.Write(since)));
        db.Execute("DELETE FROM commitment_requests WHERE state <> 'pending' AND asked_at <= @since", ("since", LedgerTime.Write(since)));
        return old.Count;
    }, stop);

    // Decades later somebody may ask whether a study was here and where its results went.
    static void Summarise(LedgerSession db, long study)
    {
        var destinations = db.Query(
            "SELECT DISTINCT destination FROM outbox WHERE study_id = @id ORDER BY destination", row => row.GetString(0), ("id", study));
        db.Execute(
            """
            INSERT INTO forgotten (study_uid, first_at, last_at, forgotten_at, state, outcome, instances, results, settled_at, destinations)
            SELECT study_uid, first_at, last_at, @now, state, outcome, (SELECT count(*) FROM instances WHERE study_id = @id),
              (SELECT count(*) FROM results WHERE study_id = @id), (SELECT max(settled_at) FROM outbox WHERE study_id = @id), @to
            FROM studies WHERE id = @id
            """,
            ("now", db.Now), ("id", study), ("to", JsonSerializer.Serialize(destinations)));
    }

    /// <summary>What is left of studies of this UID whose rows retention has removed.</summary>
    public Task<IReadOnlyList<ForgottenStudy>> ForgottenAsync(string studyUid, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<ForgottenStudy>>(db => db.Query(
            """
            SELECT study_uid, first_at, last_at, forgotten_at, state, outcome, instances, results, settled_at, destinations
            FROM forgotten WHERE study_uid = @uid ORDER BY id
            """,
            row => new ForgottenStudy(
                row.GetString(0), LedgerTime.Read(row.GetString(1)), LedgerTime.Read(row.GetString(2)), LedgerTime.Read(row.GetString(3)),
                row.GetString(4), TextOrNull(row, 5), row.GetInt64(6), row.GetInt64(7), TimeOrNull(row, 8),
                JsonSerializer.Deserialize<string[]>(row.GetString(9)) ?? []),
            ("uid", studyUid)), stop);

    public Task<long> OverdueAsync(DateTimeOffset since, CancellationToken stop) => _engine.ReadAsync(
        db => db.Number(
            $"SELECT count(*) FROM studies s WHERE NOT {Settled} AND last_at <= @since",
            ("since", LedgerTime.Write(since)))!.Value, stop);

    // A study is finished when nobody works on it and each of its results is where it has to be, and was so before the time.
    Task<IReadOnlyList<KeptFile>> FinishedAsync(
        string from, string where, string order, DateTimeOffset since, FinishRule rule, int limit, CancellationToken stop)
    {
        var (committing, uncommitted) = Among("to", rule.Committing, "o.state = 'delivered'");
        var (reconciled, unseen) = Among("seen", rule.Reconciled,
            "o.seen_at IS NULL AND NOT EXISTS (SELECT 1 FROM results x WHERE x.id = o.result_id AND x.superseded_at IS NOT NULL)");
        return _engine.ReadAsync<IReadOnlyList<KeptFile>>(db => db.Query(
            $"""
            {from} WHERE {where} AND {Settled} AND s.lease_owner IS NULL AND s.last_at <= @since
              AND NOT EXISTS (SELECT 1 FROM instances j WHERE j.study_id = s.id AND j.state IN ('received', 'assembled'))
              AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.study_id = s.id
                AND (o.state NOT IN ('delivered', 'committed') OR o.settled_at > @since {uncommitted} {unseen}))
            ORDER BY {order} LIMIT @limit
            """,
            row => new KeptFile(row.GetInt64(0), row.GetString(1)),
            [("since", LedgerTime.Write(since)), ("limit", limit), .. committing, .. reconciled]), stop);
    }

    // A further way of being unfinished, for deliveries to the named destinations.
    static ((string, object?)[] Values, string Text) Among(string prefix, IReadOnlyCollection<string> destinations, string condition)
    {
        (string Name, object?)[] values =
            [.. destinations.Select((name, index) => (prefix + index.ToString(CultureInfo.InvariantCulture), (object?)name))];
        return (values, values.Length == 0 ? ""
            : $"OR ({condition} AND o.destination IN ({string.Join(", ", values.Select(value => "@" + value.Name))}))");
    }
}
