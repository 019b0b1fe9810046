using Acsa.Worker.Segments;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Ledger;

// When a study is complete: it was quiet, its association ended, it has waited long enough, or somebody says so.
sealed partial class SqlLedger
{
    static readonly string Never = LedgerTime.Write(DateTimeOffset.MaxValue);

    public async Task AssociationEndedAsync(string association, CancellationToken stop)
    {
        var ended = await _engine.WriteAsync(db => EndAssociations(
            db, "association = @name", association), stop);
        if (ended > 0) Announce();
    }

    public async Task<int> EndAssociationsOfAsync(string node, CancellationToken stop)
    {
        var ended = await _engine.WriteAsync(db => EndAssociations(db, "node = @name", node), stop);
        if (ended > 0) Announce();
        return ended;
    }

    public async Task<bool> CompleteStudyAsync(string studyUid, CancellationToken stop)
    {
        var completed = await _engine.WriteAsync(db => Complete(db, studyUid), stop);
        if (completed) Announce();
        return completed;
    }

    public Task<StageAges> StageAgesAsync(CancellationToken stop) => _engine.ReadAsync(db => new StageAges(
        Age(db, "SELECT min(due_at) FROM studies WHERE state = 'received' AND due_at <= @now", ("now", db.Now)),
        Age(db, "SELECT min(run_at) FROM studies WHERE state = 'assembled'"),
        Age(db, "SELECT min(r.created_at) FROM outbox o JOIN results r ON r.id = o.result_id WHERE o.state = 'pending'"),
        Age(db, "SELECT min(received_at) FROM instances WHERE waits_until IS NOT NULL")), stop);

    static TimeSpan? Age(LedgerSession db, string question, params (string, object?)[] values) =>
        db.Scalar(question, values) is string since ? db.Time - LedgerTime.Read(since) : null;

    long WakeStudy(LedgerSession db, SpooledInstance instance, bool hasWork, bool adopted)
    {
        var source = _rules.For(instance.Header.Caller.CallingAe);
        // Who sent an adopted instance is gone, and with it the end of its association.
        var isOpen = source.EndsWithAssociation && !adopted;
        var cap = db.Time + _rules.Longest;
        var due = isOpen || db.Time + source.Quiet > cap ? cap : db.Time + source.Quiet;
        // A study that is being analysed stays so; its end finds the late instance and puts it back to received. Of several that send
        // one study, the one whose time is longest counts.
        var id = db.Number(
            $"""
            INSERT INTO studies (study_uid, state, first_at, last_at, due_at, cap_at) VALUES (@uid, 'received', @now, @now, @due, @cap)
            ON CONFLICT (study_uid) DO UPDATE SET last_at = @now,
              due_at = CASE WHEN @work = 0 THEN studies.due_at
                WHEN @hold = 1 AND studies.run > 0 AND (@edit = 0 OR studies.state = 'received' AND studies.due_at = @never) THEN @never
                WHEN studies.cap_at IS NULL THEN @due
                ELSE {db.Sql.Least}(studies.cap_at, {db.Sql.Greatest}(studies.due_at, @due)) END,
              cap_at = CASE WHEN @work = 0 THEN studies.cap_at ELSE coalesce(studies.cap_at, @cap) END,
              state = CASE WHEN @work = 0 OR studies.state = 'assembled' THEN studies.state ELSE 'received' END,
              attempts = CASE WHEN studies.state = 'assembled' THEN studies.attempts ELSE 0 END,
              next_attempt_at = NULL
            RETURNING id
            """,
            ("uid", instance.StudyUid), ("now", db.Now), ("due", LedgerTime.Write(due)), ("cap", LedgerTime.Write(cap)),
            ("work", hasWork ? 1 : 0), ("hold", _rules.HoldLate ? 1 : 0), ("never", Never),
            // A reader answers after the analysis: an edit is late by nature. It waits where something else does already.
            ("edit", SegmentationClass.Is(instance.Header.SopClassUid) ? 1 : 0))!.Value;
        if (isOpen && hasWork)
        {
            db.Execute(
                """
                INSERT INTO open_associations (study_id, association, node) VALUES (@id, @association, @node)
                ON CONFLICT (study_id, association) DO NOTHING
                """,
                ("id", id), ("association", instance.Header.Caller.Association), ("node", SpoolNames.NodeOf(instance.File)));
        }

        return id;
    }

    // The greatest number that was said counts: a scanner that counts up as it sends is not believed before its last.
    void CountIn(LedgerSession db, long study, int expected)
    {
        db.Execute(
            $"UPDATE studies SET expected = {db.Sql.Greatest}(coalesce(expected, 0), @expected) WHERE id = @id", ("expected", expected),
            ("id", study));
        db.Execute(
            $"""
            UPDATE studies SET due_at = {db.Sql.Least}(due_at, @now)
            WHERE id = @id AND cap_at IS NOT NULL AND (@hold = 0 OR run = 0)
              AND expected <= (SELECT count(DISTINCT sop_instance_uid) FROM instances WHERE study_id = @id)
            """,
            ("now", db.Now), ("id", study), ("hold", _rules.HoldLate ? 1 : 0));
    }

    int EndAssociations(LedgerSession db, string condition, string name)
    {
        var studies = db.Query(
            $"SELECT DISTINCT study_id FROM open_associations WHERE {condition} ORDER BY study_id", row => row.GetInt64(0), ("name", name));
        foreach (var study in studies)
        {
            LockStudy(db, study);
            db.Execute($"DELETE FROM open_associations WHERE study_id = @id AND {condition}", ("id", study), ("name", name));
            SetDue(db, study);
        }

        return studies.Count;
    }

    void SetDue(LedgerSession db, long study)
    {
        var waiting = db.Query(
            """
            SELECT i.calling_ae, max(i.received_at),
              (SELECT count(*) FROM open_associations o WHERE o.study_id = i.study_id AND o.association = i.association)
            FROM instances i WHERE i.study_id = @id AND i.state = 'received' GROUP BY i.study_id, i.calling_ae, i.association
            """,
            row => (Source: _rules.For(row.GetString(0)), Last: LedgerTime.Read(row.GetString(1)), IsOpen: row.GetInt64(2) > 0),
            ("id", study));
        if (waiting.Count == 0) return;
        var due = waiting.Max(from => from.IsOpen ? from.Last + _rules.Longest
            : from.Source.EndsWithAssociation ? from.Last : from.Last + from.Source.Quiet);
        db.Execute(
            $"""
            UPDATE studies SET due_at = {db.Sql.Least}(cap_at, @due)
            WHERE id = @id AND cap_at IS NOT NULL AND (@hold = 0 OR run = 0)
            """,
            ("due", LedgerTime.Write(due)), ("id", study), ("hold", _rules.HoldLate ? 1 : 0));
    }

    static bool Complete(LedgerSession db, string studyUid)
    {
        if (db.Number("SELECT id FROM studies WHERE study_uid = @uid", ("uid", studyUid)) is not { } id) return false;
        LockStudy(db, id);
        if (db.Scalar("SELECT 1 FROM instances WHERE study_id = @id AND state = 'received' LIMIT 1", ("id", id)) is null) return false;
        db.Execute("DELETE FROM open_associations WHERE study_id = @id", ("id", id));
        db.Execute("UPDATE studies SET due_at = @now, next_attempt_at = NULL WHERE id = @id", ("now", db.Now), ("id", id));
        Note(db, EventKind.Completed, id);
        return true;
    }
}
