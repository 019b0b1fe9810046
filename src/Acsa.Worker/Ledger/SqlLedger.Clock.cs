namespace Acsa.Worker.Ledger;

// What waits for a time that a clock set which was wrong and has been put right.
sealed partial class SqlLedger
{
    public async Task<int> CorrectTimesAsync(TimeSpan lease, TimeSpan longestWait, CancellationToken stop)
    {
        var corrected = await _engine.WriteAsync(db => CorrectTimes(db, lease, longestWait), stop);
        if (corrected > 0) Announce();
        return corrected;
    }

    // Times of what has happened stay: it may be the clock of now that is wrong, and by them retention goes.
    int CorrectTimes(LedgerSession db, TimeSpan lease, TimeSpan longestWait)
    {
        var (cap, held) = (db.Time + _rules.Longest, LedgerTime.Write(db.Time + lease));
        var quiet = db.Time + _rules.Quiet < cap ? db.Time + _rules.Quiet : cap;
        (string, object?)[] values =
        [
            ("cap", LedgerTime.Write(cap)), ("quiet", LedgerTime.Write(quiet)), ("never", Never),
        ];
        var studies = db.Execute(
            """
            UPDATE studies SET
              due_at = CASE WHEN due_at = @never OR due_at <= @cap THEN due_at
                WHEN EXISTS (SELECT 1 FROM open_associations o WHERE o.study_id = studies.id) THEN @cap ELSE @quiet END,
              cap_at = CASE WHEN cap_at > @cap THEN @cap ELSE cap_at END
            WHERE state IN ('received', 'assembled') AND (cap_at > @cap OR (due_at > @cap AND due_at <> @never))
            """, values);
        return studies
            + Bring("studies", "next_attempt_at", "1 = 1", db.Time + Limits.StudyPause * Limits.StudyAttempts, db.Now)
            + Bring("studies", "lease_until", "1 = 1", db.Time + lease, held)
            + Bring("outbox", "lease_until", "state = 'pending'", db.Time + lease, held)
            + Bring("nodes", "lease_until", "1 = 1", db.Time + lease, held)
            + Bring("outbox", "next_attempt_at", "state = 'pending'", db.Time + longestWait, db.Now)
            + Bring("outbox", "commit_at", "state = 'delivered'", db.Time + longestWait, db.Now)
            + Bring("destinations", "next_attempt_at", "1 = 1", db.Time + longestWait, db.Now)
            + Bring("commitments", "deadline_at", "state = 'asked'", db.Time + longestWait, db.Now)
            + Bring("commitment_requests", "next_attempt_at", "state = 'pending'", db.Time + longestWait, db.Now);

        int Bring(string table, string column, string where, DateTimeOffset latest, string to) => db.Execute(
            $"UPDATE {table} SET {column} = @to WHERE {where} AND {column} > @latest", ("to", to), ("latest", LedgerTime.Write(latest)));
    }
}
