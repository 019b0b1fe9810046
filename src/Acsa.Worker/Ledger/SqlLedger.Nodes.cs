using System.Text;

namespace Acsa.Worker.Ledger;

// The nodes' side: who is alive, and whose work is free.
sealed partial class SqlLedger
{
    public Task<string> PairAsync(string folder, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        db.Execute(
            "INSERT INTO settings (key, value) VALUES ('data-folder', @folder) ON CONFLICT (key) DO NOTHING",
            ("folder", Encoding.ASCII.GetBytes(folder)));
        return Encoding.ASCII.GetString((byte[])db.Scalar("SELECT value FROM settings WHERE key = 'data-folder'")!);
    }, stop);

    public async Task JoinAsync(NodeIdentity node, TimeSpan lease, CancellationToken stop)
    {
        await _engine.WriteAsync(db =>
        {
            db.Execute(
                """
                INSERT INTO nodes (name, session, started_at, lease_until) VALUES (@name, @session, @now, @until)
                ON CONFLICT (name) DO UPDATE SET session = @session, started_at = @now, lease_until = @until
                """,
                ("name", node.Name), ("session", node.Session), ("now", db.Now), ("until", LedgerTime.Write(db.Time + lease)));
            EndAssociations(db, "node = @name", node.Name);
            return GiveBack(db, node);
        }, stop);
        Announce();
    }

    public Task<bool> RenewNodeAsync(NodeIdentity node, TimeSpan lease, CancellationToken stop) => _engine.WriteAsync(
        db => db.Execute(
            "UPDATE nodes SET lease_until = @until WHERE name = @name AND session = @session",
            ("until", LedgerTime.Write(db.Time + lease)), ("name", node.Name), ("session", node.Session)) == 1, stop);

    public Task LeaveAsync(NodeIdentity node, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        var mine = db.Execute(
            "UPDATE nodes SET lease_until = @now WHERE name = @name AND session = @session",
            ("now", db.Now), ("name", node.Name), ("session", node.Session));
        return mine == 0 ? 0 : GiveBack(db, node);
    }, stop);

    public Task<IReadOnlyList<NodeRow>> NodesAsync(CancellationToken stop) => _engine.ReadAsync<IReadOnlyList<NodeRow>>(
        db => db.Query(
            "SELECT name, started_at, lease_until, schedule FROM nodes ORDER BY name",
            row => new NodeRow(row.GetString(0), LedgerTime.Read(row.GetString(1)), LedgerTime.Read(row.GetString(2)),
                LedgerTime.Read(row.GetString(2)) > db.Time, TextOrNull(row, 3))), stop);

    public Task<IReadOnlyList<string>> StateScheduleAsync(NodeIdentity node, string schedule, CancellationToken stop) =>
        _engine.WriteAsync<IReadOnlyList<string>>(db =>
        {
            // Of two that start at once the second has to see the first.
            if (db.Sql.LockName is { } lockName) db.Execute(lockName, ("name", "schedule"));
            db.Execute("UPDATE nodes SET schedule = @schedule WHERE name = @name AND session = @session",
                ("schedule", schedule), ("name", node.Name), ("session", node.Session));
            return db.Query(
                "SELECT name FROM nodes WHERE name <> @name AND lease_until > @now AND schedule <> @schedule ORDER BY name",
                row => row.GetString(0), ("name", node.Name), ("now", db.Now), ("schedule", schedule));
        }, stop);

    static int GiveBack(LedgerSession db, NodeIdentity node)
    {
        var prefix = NodeIdentity.OwnerPrefix(node.Name);
        (string, object?)[] values = [("prefix", prefix), ("length", prefix.Length)];
        const string owned = "SET lease_owner = NULL, lease_until = NULL WHERE substr(lease_owner, 1, @length) = @prefix";
        return db.Execute("UPDATE studies " + owned, values) + db.Execute("UPDATE outbox " + owned, values);
    }
}
