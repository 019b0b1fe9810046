using System.Text.Json;
using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;

namespace Acsa.Worker.Ledger;

// A destination that takes a class of objects no more gets another form of the same findings.
sealed partial class SqlLedger
{
    public async Task<StepDownCount> StepDownAsync(
        string destination, IReadOnlyCollection<long> refused, IReadOnlySet<ResultKind> send, string reason, CancellationToken stop)
    {
        var count = await _engine.WriteAsync(db => StepDown(db, destination, refused, send, reason), stop);
        if (count != StepDownCount.None) Announce();
        return count;
    }

    static StepDownCount StepDown(
        LedgerSession db, string destination, IReadOnlyCollection<long> refused, IReadOnlySet<ResultKind> send, string reason)
    {
        // What another node is sending at this moment is left to it: it hears the same answer.
        var rows = db.Query(
            """
            SELECT o.id, o.study_id, r.id, r.kind, o.state FROM outbox o JOIN results r ON r.id = o.result_id
            WHERE o.destination = @to AND o.state IN ('pending', 'parked') AND (o.lease_until IS NULL OR o.lease_until <= @now)
            ORDER BY o.study_id, o.id
            """,
            row => (Id: row.GetInt64(0), Study: row.GetInt64(1), Result: row.GetInt64(2), Kind: ResultNames.Parse(row.GetString(3)),
                IsParked: row.GetString(4) == OutboxState.Parked),
            ("to", destination), ("now", db.Now)).Where(row => refused.Contains(row.Id)
                || (!row.IsParked && !send.Contains(row.Kind))).ToList();
        var (replaced, parked) = (0, 0);
        foreach (var study in rows.GroupBy(row => row.Study))
        {
            LockStudy(db, study.Key);
            foreach (var row in study)
            {
                if (!send.Contains(row.Kind) && IsReplaced(db, destination, study.Key, row.Result, row.Kind, send))
                {
                    db.Execute("DELETE FROM outbox WHERE id = @id", ("id", row.Id));
                    Note(db, EventKind.SteppedDown, study.Key, result: row.Result, destination: destination, detail: reason);
                    replaced++;
                }
                else if (refused.Contains(row.Id))
                {
                    var words = $"{reason}; there is no other form of it that the destination takes";
                    db.Execute(
                        "UPDATE outbox SET state = 'parked', reason = @reason, settled_at = @now WHERE id = @id",
                        ("reason", Cut(words)), ("now", db.Now), ("id", row.Id));
                    if (!row.IsParked) Note(db, EventKind.Parked, study.Key, result: row.Result, destination: destination, detail: words);
                    parked++;
                }
            }

            RefreshDeliveryState(db, study.Key);
        }

        return new(replaced, parked);
    }

    // Of the same analysis, and of the same thing: an outline for an outline, numbers for numbers. Nothing is replaced by nothing.
    static bool IsReplaced(LedgerSession db, string destination, long study, long result, ResultKind kind, IReadOnlySet<ResultKind> send)
    {
        var others = db.Query(
            """
            SELECT o.id, o.kind, b.state, o.recipients FROM results r
            JOIN results o ON o.instance_id = r.instance_id AND o.created_at = r.created_at AND o.id <> r.id AND o.removed_at IS NULL
              AND o.superseded_at IS NULL AND o.of_study = r.of_study AND o.stays = r.stays AND coalesce(o.edit_id, 0) = coalesce(r.edit_id, 0)
            LEFT JOIN outbox b ON b.result_id = o.id AND b.destination = @to
            WHERE r.id = @id ORDER BY o.id
            """,
            row => (Id: row.GetInt64(0), Kind: ResultNames.Parse(row.GetString(1)), State: row.IsDBNull(2) ? null : row.GetString(2),
                IsForIt: row.IsDBNull(3) || JsonSerializer.Deserialize<string[]>(row.GetString(3))!.Contains(destination)),
            ("id", result), ("to", destination)).Where(other => other.IsForIt && ResultLadder.IsSameThing(kind, other.Kind)).ToList();
        // What was stored there already says it.
        if (others.Exists(other => other.State is OutboxState.Delivered or OutboxState.Committed)) return true;
        var chosen = others.Where(other => send.Contains(other.Kind)).ToList();
        foreach (var other in chosen.Where(other => other.State is null))
        {
            db.Execute(
                "INSERT INTO outbox (result_id, study_id, destination, state, next_attempt_at) VALUES (@result, @study, @to, 'pending', @now)",
                ("result", other.Id), ("study", study), ("to", destination), ("now", db.Now));
        }

        return chosen.Exists(other => other.State is null or OutboxState.Pending);
    }
}
