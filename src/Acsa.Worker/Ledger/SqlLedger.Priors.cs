using System.Globalization;
using Acsa.Worker.Priors;

namespace Acsa.Worker.Ledger;

// What was measured of a person before: kept when the studies are forgotten, for that is when it is asked for.
sealed partial class SqlLedger : IPriorLedger
{
    public Task<IReadOnlyList<string>> PriorsAsync(string patientKey, string beforeDate, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<string>>(db => db.Query(
            "SELECT entry FROM priors WHERE patient_key = @key AND study_date < @date ORDER BY study_date DESC, id LIMIT @limit",
            row => row.GetString(0), ("key", patientKey), ("date", beforeDate), ("limit", Limits.PriorsRead)), stop);

    /// <summary>The other studies of the person that a study is of, and what was measured in them.</summary>
    public Task<PatientPast> PatientAsync(string studyUid, CancellationToken stop) => _engine.ReadAsync(db =>
    {
        if (db.Scalar("SELECT patient_key FROM studies WHERE study_uid = @uid", ("uid", studyUid)) is not string { Length: > 0 } key)
            return PatientPast.Unknown;
        return new PatientPast(
            db.Query(
                "SELECT study_uid, study_date FROM studies WHERE patient_key = @key ORDER BY study_date, first_at, id LIMIT @limit",
                row => new PatientStudy(row.GetString(0), DateOnly.ParseExact(row.GetString(1), "yyyyMMdd", CultureInfo.InvariantCulture)),
                ("key", key), ("limit", Limits.PriorsRead)),
            db.Query(
                "SELECT entry FROM priors WHERE patient_key = @key ORDER BY study_date DESC, id LIMIT @limit", row => row.GetString(0),
                ("key", key), ("limit", Limits.PriorsRead)));
    }, stop);

    // Images of one study that name different people make it nobody's: no number of one may stand among another's.
    static void KeepSubject(LedgerSession db, long studyId, PriorSubject subject) => db.Execute(
        """
        UPDATE studies SET patient_key = CASE WHEN coalesce(patient_key, @key) = @key THEN @key ELSE '' END,
          study_date = coalesce(study_date, @date)
        WHERE id = @id
        """, ("key", subject.PatientKey), ("date", subject.StudyDate), ("id", studyId));

    // An image that is measured anew is the same image.
    static void KeepPriors(LedgerSession db, long instanceId, IReadOnlyList<PriorRow> priors)
    {
        db.Execute("DELETE FROM priors WHERE source_id = @id", ("id", instanceId));
        foreach (var prior in priors)
        {
            db.Execute(
                "INSERT INTO priors (patient_key, study_uid, source_id, study_date, entry) VALUES (@key, @study, @source, @date, @entry)",
                ("key", prior.PatientKey), ("study", prior.StudyInstanceUid), ("source", instanceId), ("date", prior.StudyDate), ("entry", prior.Json));
        }
    }
}
