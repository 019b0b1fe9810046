using Acsa.Worker.Priors;

namespace Acsa.Worker.Ledger;

// What was measured of a person before: kept when the studies are forgotten, for that is when it is asked for.
sealed partial class SqlLedger : IPriorLedger
{
    public Task<IReadOnlyList<string>> PriorsAsync(string patientKey, string beforeDate, CancellationToken stop) =>
        _engine.ReadAsync<IReadOnlyList<string>>(db => db.Query(
            "SELECT entry FROM priors WHERE patient_key = @key AND study_date < @date ORDER BY study_date DESC, id LIMIT @limit",
            row => row.GetString(0), ("key", patientKey), ("date", beforeDate), ("limit", Limits.PriorsRead)), stop);

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
