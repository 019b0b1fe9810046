namespace Acsa.Worker.Ledger;

// What is said of a study as a whole.
sealed partial class SqlLedger
{
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
                FROM instances i WHERE i.study_id = @id AND i.state = 'analysed' ORDER BY i.id
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

    public Task<IReadOnlyList<EarlierResult>> StudyResultsAsync(long studyId, CancellationToken stop) =>
        _engine.ReadAsync(db => EarlierOfStudy(db, studyId), stop);

    public async Task RecordStudyAsync(StudyJob job, StudyOutcome outcome, IReadOnlyList<OutboxRoute> routes, CancellationToken stop)
    {
        await _engine.WriteAsync(db =>
        {
            RequireLease(db, job);
            foreach (var result in outcome.Results) AddResult(db, job, outcome.ImageId, result, routes, db.Now, staysHere: false,
                ofStudy: true);
            Supersede(db, job.StudyId, outcome.Replaced, db.Now);
            AddStudyReasons(db, job.StudyId, outcome.Reasons);
            return true;
        }, stop);
        Announce();
    }
}
