using Acsa.Worker.Delivery;

namespace Acsa.Worker.Ledger;

// What earlier runs made of an instance or of a study, and who has it.
sealed partial class SqlLedger
{
    const string OfImage = "r.instance_id = @id AND r.of_study = 0";
    const string NoteOfImage = "note.instance_id = r.instance_id AND note.of_study = 0";

    // Rows of outbox o that no association has carried yet.
    const string NeverOffered = "o.state = 'pending' AND o.attempts = 0 AND o.lease_owner IS NULL";

    // Rows of results r and outbox o: sent to the destination, or about to be, and hidden by no note.
    static readonly string HeldOfImage = Held(OfImage, NoteOfImage);

    static IReadOnlyList<EarlierResult> EarlierResults(LedgerSession db, long instanceId) =>
        EarlierResults(db, OfImage, NoteOfImage, instanceId);

    static IReadOnlyList<EarlierResult> EarlierOfStudy(LedgerSession db, long studyId) =>
        EarlierResults(db, "r.study_id = @id AND r.of_study = 1", "note.study_id = r.study_id AND note.of_study = 1", studyId);

    static IReadOnlyList<EarlierResult> EarlierResults(LedgerSession db, string about, string speaksOfIt, long id)
    {
        var holders = DestinationsOf(Held(about, speaksOfIt));
        var hidden = DestinationsOf($"{about} AND o.state <> 'parked' AND {Told(speaksOfIt)}");
        var waiting = DestinationsOf($"{Held(about, speaksOfIt)} AND {NeverOffered}");
        return db.Query(
            $"""
            SELECT r.id, r.kind, s.study_uid, r.series_instance_uid, r.sop_class_uid, r.sop_instance_uid, r.file, r.superseded_at, r.edit_id
            FROM results r JOIN studies s ON s.id = r.study_id
            WHERE {about} AND r.kind <> 'rejection' ORDER BY r.id
            """,
            row => new EarlierResult(
                ResultNames.Parse(row.GetString(1)), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4),
                row.GetString(5), row.GetString(6), [.. holders[row.GetInt64(0)]])
            {
                IsSuperseded = !row.IsDBNull(7), IsEdited = !row.IsDBNull(8), HiddenBy = [.. hidden[row.GetInt64(0)]],
                NotOfferedTo = [.. waiting[row.GetInt64(0)]],
            },
            ("id", id));

        ILookup<long, string> DestinationsOf(string which) => db.Query(
            $"""
            SELECT o.result_id, o.destination FROM outbox o JOIN results r ON r.id = o.result_id WHERE {which} ORDER BY o.destination
            """,
            row => (Result: row.GetInt64(0), Destination: row.GetString(1)), ("id", id))
            .ToLookup(row => row.Result, row => row.Destination);
    }

    static string Held(string about, string speaksOfIt) => $"{about} AND o.state <> 'parked' AND NOT {Told(speaksOfIt)}";

    // Notes speak of what is older than themselves: what a note was written with has its time.
    static string Told(string speaksOfIt) =>
        $"""
        EXISTS (
          SELECT 1 FROM results note JOIN outbox told ON told.result_id = note.id
          WHERE {speaksOfIt} AND note.kind = 'rejection' AND told.destination = o.destination
            AND told.state <> 'parked' AND note.created_at > r.created_at)
        """;
}
