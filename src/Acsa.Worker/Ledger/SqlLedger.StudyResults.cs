using System.Data.Common;

namespace Acsa.Worker.Ledger;

// What is said of a study as a whole.
sealed partial class SqlLedger
{
    const string LeftOfStudy = "What was said of the study as a whole";

    public Task<IReadOnlyList<AnalysedImage>> AnalysedImagesAsync(long studyId, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<AnalysedImage>>(db =>
        {
            var entries = db.Query(
                $"SELECT f.instance_id, f.entry FROM findings f WHERE f.study_id = @id AND {Latest} ORDER BY f.id",
                row => (Instance: row.GetInt64(0), Entry: row.GetString(1)), ("id", studyId))
                    .ToLookup(row => row.Instance, row => row.Entry);
            var images = db.Query(
                """
                SELECT i.id, i.sop_instance_uid, i.file, i.removed_at, i.calling_ae,
                  (SELECT min(p.patient_key) FROM priors p WHERE p.source_id = i.id)
                FROM instances i WHERE i.study_id = @id ORDER BY i.id
                """,
                row => new AnalysedImage(row.GetInt64(0), row.GetString(1), row.GetString(2), !row.IsDBNull(3), row.GetString(4),
                    [.. entries[row.GetInt64(0)]], [])
                {
                    PatientKey = TextOrNull(row, 5),
                },
                ("id", studyId));
            return [.. images.Where(image => image.Entries.Count > 0)
                .Select(image => image with { Results = EarlierResults(db, image.InstanceId) })];
        }, stop);

    public Task<bool> HasStandingImageResultsAsync(long studyId, CancellationToken stop) => _engine.ReadAsync(db => db.Scalar(
        "SELECT 1 FROM results WHERE study_id = @id AND of_study = 0 AND kind <> 'rejection' AND superseded_at IS NULL LIMIT 1",
        ("id", studyId)) is not null, stop);

    public Task<IReadOnlyList<EarlierResult>> StudyResultsAsync(long studyId, CancellationToken stop) =>
        _engine.ReadAsync(db => EarlierOfStudy(db, studyId), stop);

    public async Task<IReadOnlyList<string>> RecordStudyAsync(
        StudyJob job, StudyOutcome outcome, IReadOnlyList<OutboxRoute> routes, CancellationToken stop)
    {
        var left = await _engine.WriteAsync(db =>
        {
            RequireLease(db, job);
            foreach (var result in outcome.Results) AddResult(db, job, outcome.ImageId, result, routes, db.Now, staysHere: false,
                ofStudy: true);
            Supersede(db, job.StudyId, outcome.Replaced, db.Now);
            foreach (var uid in outcome.Standing)
                db.Execute("UPDATE results SET superseded_at = NULL WHERE sop_instance_uid = @uid", ("uid", uid));
            // Holds until something is said again.
            if (outcome.Results.Count > 0 || outcome.Standing.Count > 0) UnsayOfStudy(db, job.StudyId, LeftOfStudy);
            var left = outcome.Withdraws ? WithdrawOfStudy(db, job.StudyId, outcome, db.Now) : [];
            AddStudyReasons(db, job.StudyId, left.Count == 0 ? outcome.Reasons
                : [.. outcome.Reasons, $"{LeftOfStudy} is in {string.Join(", ", left)} still, does not stand any more, and nothing took its "
                    + "place there: have it removed or marked there."]);
            if (outcome.Failure is { } failure) ParkReport(db, job.StudyId, failure);
            return left;
        }, stop);
        Announce();
        return left;
    }

    static void UnsayOfStudy(LedgerSession db, long studyId, string begin)
    {
        var reasons = ReadReasons((string)db.Scalar("SELECT reasons FROM studies WHERE id = @id", ("id", studyId))!);
        if (Array.Exists(reasons, Begins))
            db.Execute("UPDATE studies SET reasons = @reasons WHERE id = @id",
                ("reasons", WriteReasons(reasons.Where(reason => !Begins(reason)))), ("id", studyId));

        bool Begins(string reason) => reason.StartsWith(begin, StringComparison.Ordinal);
    }

    // Parks the study when the rest of it is done: RefreshDeliveryState.
    static void ParkReport(LedgerSession db, long studyId, string reason)
    {
        db.Execute("UPDATE studies SET report_failure = @reason WHERE id = @id", ("reason", Cut(reason)), ("id", studyId));
        Note(db, EventKind.Parked, studyId, detail: reason);
    }

    static bool HasUnwrittenReport(LedgerSession db, long studyId) =>
        db.Scalar("SELECT 1 FROM studies WHERE id = @id AND report_failure IS NOT NULL", ("id", studyId)) is not null;

    // A run of its own without anything to analyse.
    static int RetryReport(LedgerSession db, long studyId) => db.Execute(
        """
        UPDATE studies SET state = 'assembled', run = run + 1, run_at = @now, attempts = 0, next_attempt_at = NULL
        WHERE id = @id AND report_failure IS NOT NULL AND lease_owner IS NULL
          AND state IN ('analysed', 'delivered', 'committed', 'parked')
        """,
        ("now", db.Now), ("id", studyId));

    // Not among those that stay: it goes when the report is written.
    static string[] StudyReasons(DbDataReader row, int reasons, int failure) =>
        [.. ReadReasons(row.GetString(reasons)).Append(TextOrNull(row, failure)).OfType<string>().Distinct()];

    // At the begin of a run, at whose end it is tried again.
    static void ForgetReportFailure(LedgerSession db, long studyId) =>
        db.Execute("UPDATE studies SET report_failure = NULL WHERE id = @id AND report_failure IS NOT NULL", ("id", studyId));
}
