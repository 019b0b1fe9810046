namespace Acsa.Worker.Ledger;

// For whoever says that the cause is dealt with.
sealed partial class SqlLedger
{
    /// <summary>Puts what is parked or has failed of a study back to work; returns how many pieces of work that is.</summary>
    /// <param name="destinations">Those that are configured: what waits for another one stays parked.</param>
    public async Task<int> RetryAsync(string studyUid, IReadOnlyCollection<string> destinations, CancellationToken stop)
    {
        var count = await _engine.WriteAsync(db => Retry(db, studyUid, destinations), stop);
        if (count > 0) Announce();
        return count;
    }

    /// <summary>Has what was analysed of a study analysed once more; returns how many instances. Their findings give way to what is
    /// found then, their results stay known.</summary>
    public async Task<int> ReanalyseAsync(string studyUid, CancellationToken stop)
    {
        var count = await _engine.WriteAsync(db => Reanalyse(db, studyUid), stop);
        if (count > 0) Announce();
        return count;
    }

    static int Reanalyse(LedgerSession db, string studyUid)
    {
        if (db.Number("SELECT id FROM studies WHERE study_uid = @uid", ("uid", studyUid)) is not { } id) return 0;
        LockStudy(db, id);
        var analysed = db.Query(
            "SELECT id FROM instances WHERE study_id = @id AND state = 'analysed' AND removed_at IS NULL", row => row.GetInt64(0),
            ("id", id));
        if (analysed.Count == 0) return 0;
        AnalyseAgain(db, id, analysed);
        Note(db, EventKind.Retried, id, detail: FormattableString.Invariant($"{analysed.Count} instances to be analysed again"));
        return analysed.Count;
    }

    static int Retry(LedgerSession db, string studyUid, IReadOnlyCollection<string> destinations)
    {
        if (db.Number("SELECT id FROM studies WHERE study_uid = @uid", ("uid", studyUid)) is not { } id) return 0;
        LockStudy(db, id);
        // Given up after it was replaced: it would come after what took its place, and be taken for what stands.
        foreach (var result in db.Query(
            "SELECT DISTINCT r.id FROM results r JOIN outbox o ON o.result_id = r.id WHERE r.study_id = @id AND o.state = 'parked' AND r.superseded_at IS NOT NULL",
            row => row.GetInt64(0), ("id", id)))
            DropParked(db, id, result);
        var deliveries = destinations.Sum(to => db.Execute(
            """
            UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_at = @now, settled_at = NULL,
              commit_attempts = 0, commit_at = NULL, commitment_id = NULL
            WHERE study_id = @id AND destination = @to AND state = 'parked'
            """,
            ("now", db.Now), ("id", id), ("to", to)));
        // A study parked by its analysis still has instances that were claimed and not finished.
        var analyses = db.Execute(
            """
            UPDATE studies SET state = 'assembled', attempts = 0, next_attempt_at = NULL
            WHERE id = @id AND state = 'parked' AND EXISTS (SELECT 1 FROM instances WHERE study_id = @id AND state = 'assembled')
            """, ("id", id));
        var failed = db.Query(
            "SELECT id FROM instances WHERE study_id = @id AND state = 'failed'", row => row.GetInt64(0), ("id", id));
        if (failed.Count > 0) AnalyseAgain(db, id, failed);
        var reports = RetryReport(db, id);
        if (deliveries > 0)
        {
            foreach (var to in destinations)
                db.Execute(
                    "UPDATE destinations SET next_attempt_at = @now WHERE name = @to AND next_attempt_at > @now", ("now", db.Now),
                    ("to", to));
            RefreshDeliveryState(db, id);
        }

        var count = deliveries + analyses + failed.Count + reports;
        if (count > 0) Note(db, EventKind.Retried, id);
        else RefreshDeliveryState(db, id);
        return count;
    }
}
