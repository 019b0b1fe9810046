namespace Acsa.Worker.Ledger;

/// <summary>What the ledger can say of a study: its instances' ways with their times.</summary>
/// <param name="Due">When it is, or was, due to be analysed.</param>
/// <param name="Runs">How often it was taken up with something new.</param>
sealed record StudyEvidence(
    string StudyUid, string State, string? Outcome, IReadOnlyList<string> Reasons, DateTimeOffset FirstReceived,
    DateTimeOffset LastReceived, DateTimeOffset Due, long Runs, IReadOnlyList<InstanceEvidence> Instances);
