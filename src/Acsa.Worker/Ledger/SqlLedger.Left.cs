namespace Acsa.Worker.Ledger;

// What an analysis leaves of earlier ones where they were sent: nothing that is in an archive goes away because it is not said again.
sealed partial class SqlLedger
{
    // Gives the destinations that hold results of the instance of which none stands any more.
    static List<string> SayWhatIsLeft(LedgerSession db, StudyJob job, InstanceOutcome outcome, string now)
    {
        if (outcome.Withdraws) Withdraw(db, job.StudyId, outcome.InstanceId, now);
        var held = db.Query(
            $"""
            SELECT o.destination, count(*) FILTER (WHERE r.superseded_at IS NULL)
            FROM outbox o JOIN results r ON r.id = o.result_id WHERE {HeldOfImage} AND r.kind <> 'rejection'
            GROUP BY o.destination ORDER BY o.destination
            """,
            row => (Destination: row.GetString(0), Stands: row.GetInt64(1) != 0), ("id", outcome.InstanceId));
        var left = held.Where(one => !one.Stands).Select(one => one.Destination).ToList();
        // What was written again is the same results.
        var standing = outcome.Results.Count > 0 ? [] : held.Where(one => one.Stands).Select(one => one.Destination).ToList();
        string[] said =
        [
            .. left.Count == 0 ? Array.Empty<string>()
                : [$"Earlier results of this image are in {string.Join(", ", left)} still, do not stand any more, and nothing took their "
                    + "place there: have them removed or marked there."],
            .. standing.Count == 0 ? Array.Empty<string>()
                : [$"Earlier results of this image are in {string.Join(", ", standing)} still and stand, as this run gave none."],
        ];
        if (said.Length == 0) return left;
        db.Execute("UPDATE instances SET reasons = @reasons WHERE id = @id", ("reasons", WriteReasons([.. outcome.Reasons, .. said])),
            ("id", outcome.InstanceId));
        foreach (var to in left) Note(db, EventKind.LeftThere, job.StudyId, outcome.InstanceId, destination: to);
        return left;
    }

    // The analysis of now finds nothing where an earlier one did. A reader's outline is not the analysis's to take back.
    static void Withdraw(LedgerSession db, long studyId, long instanceId, string now)
    {
        var withdrawn = db.Query(
            """
            SELECT id, sop_instance_uid FROM results
            WHERE instance_id = @id AND of_study = 0 AND kind <> 'rejection' AND edit_id IS NULL AND superseded_at IS NULL ORDER BY id
            """, row => (Id: row.GetInt64(0), Uid: row.GetString(1)), ("id", instanceId));
        foreach (var (id, _) in withdrawn)
        {
            // Never offered: it need not arrive at all.
            foreach (var (waiting, to) in db.Query(
                """
                SELECT id, destination FROM outbox
                WHERE result_id = @id AND state = 'pending' AND attempts = 0 AND lease_owner IS NULL ORDER BY id
                """, row => (row.GetInt64(0), row.GetString(1)), ("id", id)))
            {
                db.Execute("DELETE FROM outbox WHERE id = @id", ("id", waiting));
                Note(db, EventKind.Superseded, studyId, instanceId, result: id, destination: to);
            }
        }

        Supersede(db, studyId, withdrawn.Select(result => result.Uid), now);
    }
}
