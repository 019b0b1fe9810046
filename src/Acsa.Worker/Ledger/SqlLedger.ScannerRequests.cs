using System.Text.Json;
using Acsa.DicomScp;
using Acsa.Worker.StorageCommitment;

namespace Acsa.Worker.Ledger;

// Storage Commitment towards scanners: what they asked, until they were told.
sealed partial class SqlLedger
{
    public async Task RecordRequestAsync(Caller caller, CommitmentRequest request, TimeSpan reportAfter, CancellationToken stop)
    {
        var items = JsonSerializer.Serialize(request.Items.Select(item => new[] { item.SopClassUid, item.SopInstanceUid }));
        await _engine.WriteAsync(db => db.Execute(
            """
            INSERT INTO commitment_requests (transaction_uid, calling_ae, host, items, asked_at, state, next_attempt_at)
            VALUES (@uid, @ae, @host, @items, @now, 'pending', @next)
            ON CONFLICT (calling_ae, transaction_uid) DO UPDATE SET
              host = @host, items = @items, asked_at = @now, state = 'pending', attempts = 0, next_attempt_at = @next, reason = NULL
            """,
            ("uid", request.TransactionUid), ("ae", caller.CallingAe.Trim()), ("host", caller.Host), ("items", items), ("now", db.Now),
            ("next", LedgerTime.Write(db.Time + reportAfter))), stop);
    }

    public Task<ScannerRequest?> ClaimRequestAsync(TimeSpan hold, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        var due = db.Query(
            $"""
            SELECT id, calling_ae, host, transaction_uid, items, attempts FROM commitment_requests
            WHERE state = 'pending' AND next_attempt_at <= @now ORDER BY next_attempt_at LIMIT 1 {db.Sql.SkipLocked}
            """,
            row => (Id: row.GetInt64(0), Request: new ScannerRequest(
                row.GetString(1), row.GetString(2), new(row.GetString(3), ReadRequestItems(row.GetString(4))), row.GetInt32(5))),
            ("now", db.Now));
        if (due is not [var found]) return null;
        db.Execute(
            "UPDATE commitment_requests SET next_attempt_at = @until WHERE id = @id", ("until", LedgerTime.Write(db.Time + hold)),
            ("id", found.Id));
        return found.Request;
    }, stop);

    public Task SettleRequestAsync(string callingAe, string transactionUid, string? reason, DateTimeOffset? nextAttempt,
        CancellationToken stop) =>
        _engine.WriteAsync(db => db.Execute(
            """
            UPDATE commitment_requests SET state = @state, reason = @reason, attempts = attempts + @failed,
              next_attempt_at = coalesce(@next, next_attempt_at)
            WHERE calling_ae = @ae AND transaction_uid = @uid AND state = 'pending'
            """,
            ("state", reason is null ? "reported" : nextAttempt is null ? "given up" : "pending"), ("reason", Cut(reason)),
            ("failed", reason is null ? 0 : 1), ("next", nextAttempt is { } next ? LedgerTime.Write(next) : null), ("ae", callingAe),
            ("uid", transactionUid)), stop);

    public Task<IReadOnlyList<HeldInstance>> HeldAsync(IReadOnlyList<string> sopInstanceUids, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<HeldInstance>>(db => [.. sopInstanceUids.SelectMany(uid => db.Query(
            "SELECT sop_class_uid, file, bytes FROM instances WHERE sop_instance_uid = @uid AND removed_at IS NULL",
            row => new HeldInstance(uid, row.GetString(0), row.GetString(1), row.GetInt64(2)), ("uid", uid)))], stop);

    static List<CommitmentItem> ReadRequestItems(string json) =>
        [.. (JsonSerializer.Deserialize<string[][]>(json) ?? []).Select(item => new CommitmentItem(item[0], item[1]))];
}
