namespace Acsa.Worker.Ledger;

/// <summary>A study under lease: what is still to be analysed of it.</summary>
/// <param name="RunAt">The time that the results of this run bear, whenever they are written.</param>
/// <param name="Attempt">1 for the first claim of this run.</param>
sealed record StudyJob(
    long StudyId,
    string StudyUid,
    int Run,
    DateTimeOffset RunAt,
    int Attempt,
    string LeaseOwner,
    IReadOnlyList<StoredInstance> Instances);
