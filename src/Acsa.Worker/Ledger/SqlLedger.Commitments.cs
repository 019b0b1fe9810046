using System.Globalization;
using System.Numerics;
using Acsa.DicomScp;
using Acsa.Worker.Delivery;
using Acsa.Worker.StorageCommitment;

namespace Acsa.Worker.Ledger;

// Storage Commitment towards archives: which transaction each delivered result is in, and what was said about it.
sealed partial class SqlLedger
{
    const string AskItems =
        """
        SELECT o.id, s.study_uid, r.file, r.sop_instance_uid, r.sop_class_uid, o.attempts
        FROM outbox o JOIN results r ON r.id = o.result_id JOIN studies s ON s.id = o.study_id
        WHERE o.destination = @to AND o.state = 'delivered'
        """;

    public Task<CommitmentAsk?> BeginCommitmentAsync(string destination, int limit, TimeSpan pause, TimeSpan hold,
        CancellationToken stop) =>
        _engine.WriteAsync(db =>
        {
            if (IsHeldOff(db, destination)) return null;
            var waiting = db.Query(
                """
                SELECT count(*), min(settled_at) FROM outbox
                WHERE destination = @to AND state = 'delivered' AND commitment_id IS NULL AND (commit_at IS NULL OR commit_at <= @now)
                """,
                row => (Count: row.GetInt64(0), First: TextOrNull(row, 1)), ("to", destination), ("now", db.Now)).Single();
            if (waiting.Count == 0
                // What was delivered in the future, by a clock that has been put right since, does not wait for that.
                || (waiting.Count < limit && string.CompareOrdinal(waiting.First, LedgerTime.Write(db.Time - pause)) > 0
                    && string.CompareOrdinal(waiting.First, db.Now) <= 0))
                return null;

            var items = db.Query(
                $"""
                {AskItems} AND o.commitment_id IS NULL AND (o.commit_at IS NULL OR o.commit_at <= @now)
                ORDER BY o.id LIMIT @limit {db.Sql.SkipLockedIn("o")}
                """,
                ReadItem, ("to", destination), ("now", db.Now), ("limit", limit));
            if (items.Count == 0) return null;
            var transaction = NewUid();
            var id = db.Insert(
                """
                INSERT INTO commitments (transaction_uid, destination, state, asked_at, deadline_at) VALUES (@uid, @to, 'asked', @now, @until)
                """,
                ("uid", transaction), ("to", destination), ("now", db.Now), ("until", LedgerTime.Write(db.Time + hold)));
            foreach (var item in items)
                db.Execute("UPDATE outbox SET commitment_id = @commitment WHERE id = @id", ("commitment", id), ("id", item.Id));
            return new CommitmentAsk(id, transaction, items);
        }, stop);

    public Task AwaitReportAsync(long id, TimeSpan patience, CancellationToken stop) => _engine.WriteAsync(
        db => db.Execute(
            "UPDATE commitments SET deadline_at = @until WHERE id = @id AND state = 'asked'",
            ("until", LedgerTime.Write(db.Time + patience)), ("id", id)), stop);

    public Task<CommitmentAsk?> ClaimUnansweredAsync(string destination, TimeSpan hold, CancellationToken stop) => _engine.WriteAsync(db =>
    {
        if (IsHeldOff(db, destination)) return null;
        var late = db.Query(
            $"""
            SELECT id, transaction_uid FROM commitments WHERE destination = @to AND state = 'asked' AND deadline_at <= @now
            ORDER BY deadline_at LIMIT 1 {db.Sql.SkipLocked}
            """,
            row => (Id: row.GetInt64(0), Uid: row.GetString(1)), ("to", destination), ("now", db.Now));
        if (late is not [var found]) return null;
        db.Execute(
            "UPDATE commitments SET deadline_at = @until WHERE id = @id", ("until", LedgerTime.Write(db.Time + hold)), ("id", found.Id));
        return new CommitmentAsk(found.Id, found.Uid, db.Query(
            $"{AskItems} AND o.commitment_id = @id ORDER BY o.id", ReadItem, ("to", destination), ("id", found.Id)));
    }, stop);

    public async Task SettleCommitmentAsync(string destination, long id, IReadOnlyList<CommitmentOutcome> outcomes, RetrySchedule schedule,
        Func<double> chance, CancellationToken stop)
    {
        await _engine.WriteAsync(db =>
        {
            db.Execute("UPDATE commitments SET state = 'expired' WHERE id = @id AND state = 'asked'", ("id", id));
            Settle(db, destination, id, outcomes, schedule, chance);
            return true;
        }, stop);
        Announce();
    }

    public async Task<bool> ReportCommitmentAsync(string destination, CommitmentReport report, RetrySchedule schedule, Func<double> chance,
        CancellationToken stop)
    {
        var known = await _engine.WriteAsync(db =>
        {
            if (db.Number(
                "SELECT id FROM commitments WHERE transaction_uid = @uid AND destination = @to", ("uid", report.TransactionUid),
                ("to", destination)) is not { } id) return false;
            // What the archive holds it holds, whatever transaction the result is in by now; what it says it lacks counts for its own
            // alone.
            var outcomes = Named(db, destination, report.Stored)
                .Select(row => new CommitmentOutcome(row.Outbox, CommitmentFate.Committed, "committed")).ToList();
            var failed = report.Failed.Where(one => !report.Stored.Contains(one.Item))
                .ToLookup(one => one.Item.SopInstanceUid, one => one.Reason);
            var said = outcomes.Select(outcome => outcome.OutboxId).ToHashSet();
            var members = db.Query(
                """
                SELECT o.id, r.sop_instance_uid FROM outbox o JOIN results r ON r.id = o.result_id
                WHERE o.commitment_id = @id AND o.state = 'delivered'
                """, row => (Outbox: row.GetInt64(0), Uid: row.GetString(1)), ("id", id));
            foreach (var member in members.Where(member => !said.Contains(member.Outbox)))
            {
                var (fate, words) = failed[member.Uid].Any() ? FailureReasons.Judge(failed[member.Uid].First())
                    : (CommitmentFate.AskAgain, "the report on the commitment does not speak of it");
                outcomes.Add(new(member.Outbox, fate, words));
            }

            db.Execute("UPDATE commitments SET state = 'reported' WHERE id = @id", ("id", id));
            Settle(db, destination, id, outcomes, schedule, chance);
            return true;
        }, stop);
        if (known) Announce();
        return known;
    }

    // The outbox rows of the named instances that wait for a commitment; a wrong class is another object.
    static List<(long Outbox, string Uid)> Named(LedgerSession db, string destination, IEnumerable<CommitmentItem> items) =>
        [.. items.Distinct().SelectMany(item => db.Query(
            """
            SELECT o.id, r.sop_instance_uid FROM results r JOIN outbox o ON o.result_id = r.id
            WHERE r.sop_instance_uid = @uid AND r.sop_class_uid = @class AND o.destination = @to AND o.state = 'delivered'
            """,
            row => (row.GetInt64(0), row.GetString(1)), ("uid", item.SopInstanceUid), ("class", item.SopClassUid), ("to", destination)))];

    static void Settle(LedgerSession db, string destination, long commitment, IEnumerable<CommitmentOutcome> outcomes,
        RetrySchedule schedule,
        Func<double> chance)
    {
        var studies = outcomes.ToLookup(outcome => db.Number("SELECT study_id FROM outbox WHERE id = @id", ("id", outcome.OutboxId)));
        foreach (var study in studies.OrderBy(study => study.Key).Where(study => study.Key is not null))
        {
            LockStudy(db, study.Key!.Value);
            foreach (var outcome in study) Settle(db, destination, commitment, outcome, schedule, chance);
            RefreshDeliveryState(db, study.Key.Value);
        }
    }

    static void Settle(LedgerSession db, string destination, long commitment, CommitmentOutcome outcome, RetrySchedule schedule,
        Func<double> chance)
    {
        if (db.Query(
            $"SELECT study_id, result_id, state, commitment_id, commit_attempts FROM outbox WHERE id = @id {db.Sql.ForUpdate}",
            row => (Study: row.GetInt64(0), Result: row.GetInt64(1), State: row.GetString(2),
                Commitment: row.IsDBNull(3) ? (long?)null : row.GetInt64(3), Attempts: row.GetInt32(4)),
            ("id", outcome.OutboxId)) is not [var row]) return;
        if (row.State != OutboxState.Delivered || (outcome.Fate != CommitmentFate.Committed && row.Commitment != commitment)) return;

        // Replaced since, and hidden or removed there as it should be: sent once more it would pass for what stands.
        if (outcome.Fate == CommitmentFate.SendAgain
            && db.Scalar("SELECT 1 FROM results WHERE id = @id AND superseded_at IS NOT NULL", ("id", row.Result)) is not null)
        {
            db.Execute("DELETE FROM outbox WHERE id = @id", ("id", outcome.OutboxId));
            Note(db, EventKind.Superseded, row.Study, result: row.Result, destination: destination, detail: outcome.Words);
            return;
        }

        var (fate, words) = (outcome.Fate, outcome.Words);
        var delay = schedule.DelayAfter(row.Attempts + 1, chance());
        if (fate is CommitmentFate.AskAgain or CommitmentFate.SendAgain && outcome.CountsAsAttempt && delay is null)
            (fate, words) = (CommitmentFate.Park, $"given up after {row.Attempts + 1} requests for commitment: {words}");
        var next = LedgerTime.Write(db.Time + (delay ?? schedule.LastDelay));
        db.Execute(
            """
            UPDATE outbox SET state = @state, reason = @reason, commitment_id = NULL, commit_attempts = commit_attempts + @counts,
              commit_at = @commit, next_attempt_at = @next, settled_at = CASE WHEN @state = 'pending' THEN NULL ELSE settled_at END
            WHERE id = @id
            """,
            ("state", fate switch
            {
                CommitmentFate.Committed => OutboxState.Committed,
                CommitmentFate.AskAgain => OutboxState.Delivered,
                CommitmentFate.SendAgain => OutboxState.Pending,
                _ => OutboxState.Parked,
            }),
            ("reason", Cut(words)), ("counts", outcome.CountsAsAttempt ? 1 : 0), ("commit", fate == CommitmentFate.AskAgain ? next : null),
            ("next", next), ("id", outcome.OutboxId));
        Note(db, fate switch
        {
            CommitmentFate.Committed => EventKind.Committed,
            CommitmentFate.Park => EventKind.Parked,
            _ => EventKind.NotCommitted,
        }, row.Study, result: row.Result, destination: destination, detail: words);
    }

    static bool IsHeldOff(LedgerSession db, string destination) => db.Scalar(
        "SELECT 1 FROM destinations WHERE name = @to AND (next_attempt_at > @now OR open_since IS NOT NULL)", ("to", destination),
        ("now", db.Now)) is not null;

    static OutboxItem ReadItem(System.Data.Common.DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt32(5));

    // PS3.5 B.2: a UUID as a decimal number under 2.25. Nobody else can guess it.
    static string NewUid() =>
        "2.25." + new BigInteger(Guid.NewGuid().ToByteArray(), isUnsigned: true).ToString(CultureInfo.InvariantCulture);
}
