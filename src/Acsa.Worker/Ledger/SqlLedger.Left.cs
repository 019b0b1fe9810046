using Acsa.Reporting;

namespace Acsa.Worker.Ledger;

// What an analysis leaves of earlier ones where they were sent: nothing that is in an archive goes away because it is not said again.
sealed partial class SqlLedger
{
    // Gives the destinations that hold results of the instance of which none stands any more.
    static List<string> SayWhatIsLeft(LedgerSession db, StudyJob job, InstanceOutcome outcome, string now)
    {
        if (outcome.Withdraws) Withdraw(db, job.StudyId, outcome, now);
        var held = db.Query(
            $"""
            SELECT o.destination, count(*) FILTER (WHERE r.superseded_at IS NULL)
            FROM outbox o JOIN results r ON r.id = o.result_id WHERE {HeldOfImage} AND r.kind <> 'rejection'
            GROUP BY o.destination ORDER BY o.destination
            """,
            row => (Destination: row.GetString(0), Stands: row.GetInt64(1) != 0), ("id", outcome.InstanceId));
        var left = held.Where(one => !one.Stands).Select(one => one.Destination).ToList();
        // What was written again is the same results.
        var standing = outcome.Results.Any(result => result.Kind != ResultKind.RejectionNote) ? []
            : held.Where(one => one.Stands).Select(one => one.Destination).ToList();
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
    static void Withdraw(LedgerSession db, long studyId, InstanceOutcome outcome, string now)
    {
        var withdrawn = db.Query(
            """
            SELECT id, sop_instance_uid FROM results
            WHERE instance_id = @id AND of_study = 0 AND kind <> 'rejection' AND edit_id IS NULL AND superseded_at IS NULL ORDER BY id
            """, row => (Id: row.GetInt64(0), Uid: row.GetString(1)), ("id", outcome.InstanceId));
        foreach (var (id, _) in withdrawn) DropUnoffered(db, studyId, outcome.InstanceId, id, outcome.Results);
        Supersede(db, studyId, withdrawn.Select(result => result.Uid), now);
    }

    // Never offered: it need not arrive at all. Where a note rejects it, it may be on its way by now, and comes before the note.
    static void DropUnoffered(LedgerSession db, long studyId, long? instanceId, long result, IReadOnlyList<ResultFile> notes)
    {
        foreach (var (waiting, to) in db.Query(
            $"SELECT o.id, o.destination FROM outbox o WHERE o.result_id = @id AND {NeverOffered} ORDER BY o.id",
            row => (row.GetInt64(0), row.GetString(1)), ("id", result)))
        {
            if (notes.Any(note => note.Kind == ResultKind.RejectionNote && note.Recipients?.Contains(to) == true)) continue;
            db.Execute("DELETE FROM outbox WHERE id = @id", ("id", waiting));
            Note(db, EventKind.Superseded, studyId, instanceId, result, to);
        }
    }

    // Nothing is said of the study any more: gives the destinations that hold what was said, and were not told to hide it.
    static List<string> WithdrawOfStudy(LedgerSession db, long studyId, StudyOutcome outcome, string now)
    {
        var earlier = db.Query(
            """
            SELECT id, sop_instance_uid FROM results
            WHERE study_id = @id AND of_study = 1 AND kind <> 'rejection' AND superseded_at IS NULL ORDER BY id
            """,
            row => (Id: row.GetInt64(0), Uid: row.GetString(1)), ("id", studyId));
        foreach (var (id, _) in earlier) DropUnoffered(db, studyId, null, id, outcome.Results);
        Supersede(db, studyId, earlier.Select(result => result.Uid), now);
        var left = EarlierOfStudy(db, studyId).SelectMany(result => result.HeldBy).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var to in left) Note(db, EventKind.LeftThere, studyId, destination: to);
        return left;
    }
}
