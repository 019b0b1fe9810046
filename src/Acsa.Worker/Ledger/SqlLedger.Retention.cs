using System.Globalization;
using System.Text;
using Acsa.Worker.Retention;

namespace Acsa.Worker.Ledger;

// What is finished and old.
sealed partial class SqlLedger
{
    public Task<bool> ClaimCleanUpAsync(TimeSpan every, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        (string, object?)[] values =
            [("now", Encoding.ASCII.GetBytes(db.Now)), ("before", Encoding.ASCII.GetBytes(LedgerTime.Write(db.Time - every)))];
        // Times sort as bytes, too.
        return db.Execute(
            """
            INSERT INTO settings (key, value) VALUES ('clean-up', @now)
            ON CONFLICT (key) DO UPDATE SET value = @now WHERE settings.value <= @before
            """, values) == 1;
    }, stop);

    public Task<IReadOnlyList<KeptFile>> FinishedInstancesAsync(
        DateTimeOffset since, IReadOnlyCollection<string> committing, int limit, CancellationToken stop) =>
        // An instance that failed, or that shares its UID with another, waits for a person.
        FinishedAsync(
            "SELECT i.id, i.file FROM instances i JOIN studies s ON s.id = i.study_id",
            "i.removed_at IS NULL AND i.state = 'analysed' AND i.conflict = 0", "i.id", since, committing, limit, stop);

    public Task<IReadOnlyList<KeptFile>> FinishedResultsAsync(
        DateTimeOffset since, IReadOnlyCollection<string> committing, int limit, CancellationToken stop) =>
        FinishedAsync(
            "SELECT r.id, r.file FROM results r JOIN studies s ON s.id = r.study_id", "r.removed_at IS NULL", "r.id", since, committing, limit,
            stop);

    public Task RemovedAsync(IReadOnlyList<KeptFile> files, bool results, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        var text = results ? "UPDATE results SET removed_at = @now WHERE id = @id" : "UPDATE instances SET removed_at = @now WHERE id = @id";
        foreach (var file in files) db.Execute(text, ("now", db.Now), ("id", file.Id));
        return files.Count;
    }, stop);

    public Task<int> ForgetAsync(DateTimeOffset since, int limit, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        var old = db.Query(
            $"""
            SELECT id FROM studies s WHERE state IN ('delivered', 'committed') AND lease_owner IS NULL AND last_at <= @since
              AND NOT EXISTS (SELECT 1 FROM instances i WHERE i.study_id = s.id AND i.removed_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM results r WHERE r.study_id = s.id AND r.removed_at IS NULL)
            ORDER BY id LIMIT @limit {db.Sql.SkipLocked}
            """, row => row.GetInt64(0), ("since", LedgerTime.Write(since)), ("limit", limit));
        foreach (var study in old)
        {
            foreach (var table in new[] { "events", "outbox", "results", "findings", "instances", "open_associations" })
                db.Execute($"DELETE FROM {table} WHERE study_id = @id", ("id", study));
            db.Execute("DELETE FROM studies WHERE id = @id", ("id", study));
        }

        db.Execute("DELETE FROM commitments WHERE state <> 'asked' AND deadline_at <= @since", ("since", LedgerTime.Write(since)));
        db.Execute("DELETE FROM commitment_requests WHERE state <> 'pending' AND asked_at <= @since", ("since", LedgerTime.Write(since)));
        return old.Count;
    }, stop);

    public Task<long> OverdueAsync(DateTimeOffset since, CancellationToken stop) => _engine.ReadAsync(
        db => db.Number(
            "SELECT count(*) FROM studies WHERE state NOT IN ('delivered', 'committed') AND last_at <= @since",
            ("since", LedgerTime.Write(since)))!.Value, stop);

    // A study is finished when nobody works on it and each of its results is where it has to be, and was so before the time.
    Task<IReadOnlyList<KeptFile>> FinishedAsync(
        string from, string where, string order, DateTimeOffset since, IReadOnlyCollection<string> committing, int limit, CancellationToken stop)
    {
        var names = committing.Select((name, index) => ("to" + index.ToString(CultureInfo.InvariantCulture), (object?)name)).ToArray();
        var uncommitted = names.Length == 0 ? ""
            : $"OR (o.state = 'delivered' AND o.destination IN ({string.Join(", ", names.Select(name => "@" + name.Item1))}))";
        return _engine.ReadAsync<IReadOnlyList<KeptFile>>(db => db.Query(
            $"""
            {from} WHERE {where} AND s.state IN ('delivered', 'committed') AND s.lease_owner IS NULL AND s.last_at <= @since
              AND NOT EXISTS (SELECT 1 FROM instances j WHERE j.study_id = s.id AND j.state IN ('received', 'assembled'))
              AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.study_id = s.id
                AND (o.state NOT IN ('delivered', 'committed') OR o.settled_at > @since {uncommitted}))
            ORDER BY {order} LIMIT @limit
            """,
            row => new KeptFile(row.GetInt64(0), row.GetString(1)), [("since", LedgerTime.Write(since)), ("limit", limit), .. names]), stop);
    }
}
